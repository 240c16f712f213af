internal import GRPCCore

/// Serializes and deserializes messages whose fields are known by their numbers.
struct FieldsCoder: MessageSerializer, MessageDeserializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: Fields) -> Bytes {
    Bytes(message.octets)
  }

  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Fields {
    do {
      return try Fields(octets: bytes.withUnsafeBytes { Array($0) })
    } catch {
      throw RPCError(code: .invalidArgument, message: "that is no message", cause: error)
    }
  }
}
