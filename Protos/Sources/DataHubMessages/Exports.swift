/// Whoever reads or writes DataHub's messages needs their encoding as well.
@_exported public import SwiftProtobuf
