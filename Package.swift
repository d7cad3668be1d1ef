// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is held to the same rules: no warning, explicit existentials, imports private to their file.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
]

func part(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// What more than one target of tests needs.
func support(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// What every dialect is made of; its tests, too.
let dialect: [Target.Dependency] = ["MarginEngine", "HTTP1", "Wire", "Desks", "Dialects"]

let package = Package(
    name: "plimsoll",
    products: [
        .executable(name: "plimsoll", targets: ["plimsoll"]),
        .library(name: "MarginEngine", targets: ["MarginEngine"]),
        .library(name: "MarginClient", targets: ["MarginClient"]),
    ],
    targets: [
        // System libraries: module maps and shims, nothing else.
        .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        // Without pkg-config, which warns about wslay's file on every build.
        .systemLibrary(name: "CWslay", providers: [.apt(["libwslay-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),

        // The pure core: no I/O, no clock, no Foundation.
        part("MarginEngine"),
        part("HTTP1"),
        part("Wire", ["HTTP1", "CSimdjson", "COpenSSL"]),
        // What of a venue is kept, in memory and in its journal; pure.
        part("Desks", ["MarginEngine"]),
        // What a dialect is, and what all of them share.
        part("Dialects", ["Desks", "MarginEngine", "Wire", "HTTP1"]),

        // One folder per dialect: translation only.
        part("BybitV5", dialect),
        part("BitgetV2", dialect),
        part("ZTDXV1", dialect),
        part(
            "ControlV1", dialect,
            resources: [
                .embedInCode("Data/venue-2026-09.json"), .embedInCode("Data/instruments-2026-09.json"),
                .embedInCode("Data/terms-bybit-2026-09.json"), .embedInCode("Data/terms-bitget-2025-06.json"),
                .embedInCode("Data/terms-ztdx-2026-09.json"), .embedInCode("Data/loans-bybit-2026-08.json"),
            ]),

        // Options and mistakes of command lines, whatever they are for; pure.
        part("CommandLine"),
        // The margin formulas at the command line; pure.
        part("Calculator", ["MarginEngine", "Wire", "CommandLine"]),

        // The venues' APIs from the other side: no engine, only what travels.
        part("MarginClient", ["Wire", "CCurl"]),
        part("Verbs", ["MarginClient", "Wire", "CommandLine"]),

        // The edge.
        part("Journaling", ["CSQLite"]),
        part("Venues", ["MarginEngine", "Desks", "Dialects", "Journaling", "HTTP1"]),
        part("Gateway", ["Venues", "Desks", "Dialects", "HTTP1", "Wire", "CUV", "CWslay"]),
        .executableTarget(
            name: "plimsoll",
            dependencies: [
                "Calculator", "Gateway", "Venues", "Desks", "Journaling", "Wire", "MarginEngine", "BybitV5", "BitgetV2",
                "ZTDXV1", "ControlV1", "Verbs", "CommandLine",
            ], swiftSettings: strict),

        .executableTarget(
            name: "EngineBenchmark", dependencies: ["MarginEngine"], path: "Benchmarks/Engine", swiftSettings: strict),

        // Numbers from a seed, sockets; forms of JSON; contracts; a desk with one of them; streams without sockets.
        support("TestSupport"),
        support("TestShapes", ["Wire"]),
        support("EngineSupport", ["MarginEngine", "TestSupport"]),
        support("TestDesks", ["Desks", "EngineSupport", "MarginEngine"]),
        support("TestStreams", ["Desks", "Dialects", "HTTP1"]),
        // A disk that keeps only what was synced, as an SQLite VFS: what crash tests open journals on.
        .target(name: "LossyVFS", dependencies: ["CSQLite"], path: "Tests/LossyVFS"),
        .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),

        tests("MarginEngineTests", ["MarginEngine", "EngineSupport", "TestSupport"]),
        // An independent model of the engine, and the streams that hold the two against each other.
        support("Model", ["MarginEngine", "EngineSupport", "TestSupport"]),
        tests("ModelTests", ["Model", "TestSupport"]),
        tests("AllocationTests", ["AllocationCounter", "MarginEngine", "EngineSupport"]),
        tests("PropertyTests", ["MarginEngine", "Desks", "EngineSupport", "TestSupport"]),
        tests("HTTP1Tests", ["HTTP1", "TestSupport"]),
        tests("WireTests", ["Wire", "HTTP1", "TestSupport"]),
        tests("DesksTests", ["Desks", "MarginEngine", "TestDesks"]),
        tests("DialectsTests", ["Dialects", "Desks", "MarginEngine", "Wire", "TestDesks"]),
        tests("JournalingTests", ["Journaling", "CSQLite", "LossyVFS", "TestSupport"]),
        tests("VenuesTests", ["Venues", "Desks", "Dialects", "Journaling", "HTTP1", "MarginEngine", "TestDesks"]),
        tests("CommandLineTests", ["CommandLine"]),
        tests("CalculatorTests", ["Calculator", "TestSupport"]),
        tests("BybitV5Tests", dialect + ["BybitV5", "EngineSupport", "TestShapes", "TestSupport", "TestStreams"]),
        tests("BitgetV2Tests", dialect + ["BitgetV2", "TestShapes", "TestStreams"]),
        tests("ZTDXV1Tests", dialect + ["ZTDXV1", "EngineSupport", "TestShapes", "TestStreams"]),
        tests("ControlV1Tests", dialect + ["ControlV1"]),
        tests("GatewayTests", dialect + ["Gateway", "Venues", "Journaling", "TestSupport"]),
        // Against servers in the same process: Plimsoll itself, and one that breaks connections.
        tests(
            "MarginClientTests",
            [
                "MarginClient", "Verbs", "Gateway", "Venues", "Desks", "Dialects", "Journaling", "Wire", "MarginEngine",
                "BybitV5", "BitgetV2", "ZTDXV1", "ControlV1", "TestSupport",
            ]),
        // Kills the built program again and again: in release only, its path in PLIMSOLL_BINARY.
        tests("CrashTests", ["Venues", "Desks", "Journaling", "Wire", "MarginEngine", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
