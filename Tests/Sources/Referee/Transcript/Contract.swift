internal import DataHubMessages

/// What the messages of a method are, for the transcript.
enum Contract {
  /// The messages of one direction of a call.
  enum Side: Sendable {
    case sendDataPackage, sendDataPackageStream, getDataPackage
    case sendResponse, getResponse
    case unknown

    /// The message's fields: `tracking_guid 6f1c… tag_name "SomeTagName"`. Absent fields, and false,
    /// are left out but for `is_success`.
    func describe(_ octets: [UInt8]) -> String {
      if octets.count > 64 * 1024 { return "\(octets.count) octets" }
      let fields: Fields
      do {
        fields = try decode(octets)
      } catch {
        return "\(octets.count) octets that are no message of this method"
      }
      return fields.text.isEmpty ? "empty message" : fields.text
    }

    private func decode(_ octets: [UInt8]) throws -> Fields {
      var fields = Fields()
      switch self {
      case .sendDataPackage:
        let message = try Datahub_RequestSendDataPackage(serializedBytes: octets)
        fields.add(guid: "tracking_guid", message.trackingGuid)
        fields.add(guid: "telemetry_guid", message.telemetryGuid)
        fields.add(text: "tag_name", message.tagName)
        for value in message.tagValue { fields.add(text: "tag_value", value) }
      case .sendDataPackageStream:
        let message = try Datahub_RequestSendDataPackageStream(serializedBytes: octets)
        fields.add(guid: "tracking_guid", message.trackingGuid)
        fields.add(guid: "telemetry_guid", message.telemetryGuid)
        fields.add(text: "tag_name", message.tagName)
        fields.add(text: "tag_value", message.tagValue)
      case .getDataPackage:
        let message = try Datahub_RequestGetDataPackage(serializedBytes: octets)
        fields.add(guid: "tracking_guid", message.trackingGuid)
        fields.add(text: "tag_name", message.tagName)
      case .sendResponse:
        let message = try Datahub_ResponseSendDataPackage(serializedBytes: octets)
        fields.add(flag: "is_success", message.isSuccess)
        fields.add(text: "last_error", message.lastError)
        fields.add(guid: "tracking_guid", message.trackingGuid)
        fields.add(number: "data_package_count", Int(message.dataPackageCount))
      case .getResponse:
        let message = try Datahub_ResponseGetDataPackageStream(serializedBytes: octets)
        fields.add(flag: "is_success", message.isSuccess)
        fields.add(text: "last_error", message.lastError)
        fields.add(guid: "tracking_guid", message.trackingGuid)
        fields.add(text: "tag_name", message.tagName)
        fields.add(text: "tag_value", message.tagValue)
      case .unknown:
        fields.text = "\(octets.count) octets"
      }
      return fields
    }
  }

  /// The requests and the responses of the method at `path`.
  static func sides(of path: String) -> (request: Side, response: Side) {
    switch path {
    case "/datahub.Ingest/SendDataPackage": (.sendDataPackage, .sendResponse)
    case "/datahub.Ingest/SendDataPackagesStream": (.sendDataPackageStream, .sendResponse)
    case "/datahub.Ingest/ExchangeDataPackages": (.sendDataPackageStream, .sendResponse)
    case "/datahub.Egress/GetDataPackagesStream": (.getDataPackage, .getResponse)
    default: (.unknown, .unknown)
    }
  }
}
