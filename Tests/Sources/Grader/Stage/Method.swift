internal import Foundation

/// The paths of the contract's methods.
enum Method {
  static let sendDataPackage = "/datahub.Ingest/SendDataPackage"
  static let sendDataPackagesStream = "/datahub.Ingest/SendDataPackagesStream"
  static let exchangeDataPackages = "/datahub.Ingest/ExchangeDataPackages"
  static let getDataPackagesStream = "/datahub.Egress/GetDataPackagesStream"
}

/// A GUID that was never used before, in lower case.
func freshGUID() -> String { UUID().uuidString.lowercased() }
