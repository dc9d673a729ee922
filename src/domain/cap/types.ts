/**
 * A CAP 1.2 alert as data: OASIS Common Alerting Protocol 1.2, namespace and enumerations as in its schema.
 * Property names are the element names. Times stay as written (`YYYY-MM-DDThh:mm:ss±hh:mm`), so that an alert goes out as it came in.
 */

export const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2'
/** What a signature block may be; its content is not read. */
export const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#'

export const STATUS = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const
export const MSG_TYPE = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const
export const SCOPE = ['Public', 'Restricted', 'Private'] as const
export const CATEGORY = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const
export const RESPONSE_TYPE = [
  'Shelter',
  'Evacuate',
  'Prepare',
  'Execute',
  'Avoid',
  'Monitor',
  'Assess',
  'AllClear',
  'None',
] as const
export const URGENCY = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const SEVERITY = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const CERTAINTY = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

type Status = (typeof STATUS)[number]
export type MsgType = (typeof MSG_TYPE)[number]
type Scope = (typeof SCOPE)[number]
export type Category = (typeof CATEGORY)[number]
type ResponseType = (typeof RESPONSE_TYPE)[number]
export type Urgency = (typeof URGENCY)[number]
export type Severity = (typeof SEVERITY)[number]
export type Certainty = (typeof CERTAINTY)[number]

/** An earlier message this one is about: the triple `sender,identifier,sent`. */
export interface Reference {
  sender: string
  identifier: string
  sent: string
}

/** A named value of a code table of the sender's own choosing. */
export interface Pair {
  valueName: string
  value: string
}

/** Latitude and longitude in degrees, WGS-84. */
export type Point = readonly [lat: number, lon: number]

export interface Circle {
  centre: Point
  radiusKm: number
}

export interface CapArea {
  areaDesc: string
  /** Closed rings: at least four points, the last the same as the first. */
  polygon?: readonly (readonly Point[])[]
  circle?: readonly Circle[]
  geocode?: readonly Pair[]
  /** Feet above mean sea level. */
  altitude?: number
  /** Feet above mean sea level; only together with `altitude`. */
  ceiling?: number
}

export interface CapResource {
  resourceDesc: string
  mimeType: string
  /** Bytes. */
  size?: number
  uri?: string
  /** The content itself, base64. */
  derefUri?: string
  /** SHA-1 of the content, hex. */
  digest?: string
}

export interface CapInfo {
  /** RFC 3066; a reader takes a missing one as en-US, so ours always writes zh-CN. */
  language?: string
  category: readonly Category[]
  event: string
  responseType?: readonly ResponseType[]
  urgency: Urgency
  severity: Severity
  certainty: Certainty
  audience?: string
  eventCode?: readonly Pair[]
  effective?: string
  onset?: string
  expires?: string
  senderName?: string
  headline?: string
  description?: string
  instruction?: string
  web?: string
  contact?: string
  parameter?: readonly Pair[]
  resource?: readonly CapResource[]
  area?: readonly CapArea[]
}

export interface CapAlert {
  /** Unique with the sender; no spaces, commas, `<` or `&`. */
  identifier: string
  /** Unique in the world; no spaces, commas, `<` or `&`. */
  sender: string
  sent: string
  status: Status
  msgType: MsgType
  source?: string
  scope: Scope
  /** Required when the scope is Restricted. */
  restriction?: string
  /** Required when the scope is Private: addresses apart by spaces, quoted where they hold one. */
  addresses?: string
  code?: readonly string[]
  note?: string
  /** Required for Update, Cancel, Ack and Error. */
  references?: readonly Reference[]
  incidents?: string
  info?: readonly CapInfo[]
}

/** What is wrong with a message somebody sent: which element, why, and a value that would pass. */
export interface Fault {
  /** Path from the root, 1-based where an element repeats: `alert/info[2]/urgency`. */
  element: string
  /** Line of the XML, from 1. */
  line: number
  why: string
  example: string
}
