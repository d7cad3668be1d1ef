import Glibc
import Model
@main struct Run {
    static func main() {
        let a = CommandLine.arguments
        let r = Campaign.run(seeds: UInt64(a[1])!..<UInt64(a[2])!, length: Int(a[3])!, failuresMax: Int(a[4])!)
        for f in r.failures { print(f) }
        print("\(r.commands) commands, \(r.seeds) seeds, \(r.failures.count) failures")
        if a.count > 5 { print(r.coverage.text) 
        print(r.coverage.missing(Coverage.outcomes, times: 20))
        print(r.coverage.missing(Coverage.modePairs, times: 100)) }
    }
}
