import CUV
import Glibc

extension Handle<uv_tcp_t> {
    /// The IP address at the other end; empty when the peer is gone already.
    var peerAddress: String { address(uv_tcp_getpeername).map(\.host) ?? "" }

    /// The port at this end; 0 when there is none.
    var localPort: UInt16 { address(uv_tcp_getsockname).map(\.port) ?? 0 }

    private typealias Ask = (UnsafePointer<uv_tcp_t>, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<Int32>) ->
        Int32

    private func address(_ ask: Ask) -> ListenAddress? {
        withUnsafeTemporaryAllocation(of: sockaddr_storage.self, capacity: 1) { storage in
            guard let storage = UnsafeMutableRawPointer(storage.baseAddress) else { return nil }
            let address = storage.assumingMemoryBound(to: sockaddr.self)
            var length = Int32(MemoryLayout<sockaddr_storage>.size)
            guard ask(pointer, address, &length) == 0 else { return nil }
            // The port stands at the same place in both families.
            let port = UInt16(bigEndian: storage.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_port)
            let host = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
                uv_ip_name(address, text.baseAddress, text.count) == 0
                    ? text.baseAddress.map { String(cString: $0) } : nil
            }
            return host.map { ListenAddress(host: $0, port: port) }
        }
    }
}
