internal import DataHubMessages
internal import Referee

typealias Method = Contract.Method

/// The contract's methods. A new one is a line here, and its name in ``all``.
extension Method {
  static let sendDataPackage = Method(
    "/datahub.Ingest/SendDataPackage",
    request: Datahub_RequestSendDataPackage.self, response: UploadAnswer.self)
  static let sendDataPackagesStream = Method(
    "/datahub.Ingest/SendDataPackagesStream",
    request: UploadPackage.self, response: UploadAnswer.self)
  static let exchangeDataPackages = Method(
    "/datahub.Ingest/ExchangeDataPackages",
    request: UploadPackage.self, response: UploadAnswer.self)
  static let getDataPackagesStream = Method(
    "/datahub.Egress/GetDataPackagesStream",
    request: Subscription.self, response: EgressPackage.self)
  static let subscribeDataPackages = Method(
    "/datahub.Egress/SubscribeDataPackages",
    request: HubRequest.self, response: HubMessage.self)

  static let all = [
    sendDataPackage, sendDataPackagesStream, exchangeDataPackages, getDataPackagesStream,
    subscribeDataPackages,
  ]
}

extension Contract {
  /// DataHub's contract, in a transcript's words.
  static let dataHub = Contract(Method.all, alwaysTelling: ["is_success"], noun: "packages")
}
