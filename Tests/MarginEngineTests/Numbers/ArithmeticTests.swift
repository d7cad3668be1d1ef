import MarginEngine
import Testing

/// `mulDiv` against whole-number arithmetic of Python (`a * b // c` and its mirror image).
@Suite struct ArithmeticTests {
    struct Vector: Sendable {
        let a: Int128
        let b: Int128
        let c: Int128
        let down: Int128
        let up: Int128
    }

    @Test(
        "Rounding down is toward minus infinity and up toward plus infinity, whatever the signs",
        arguments: [
            Vector(a: 7, b: 1, c: 2, down: 3, up: 4), Vector(a: -7, b: 1, c: 2, down: -4, up: -3),
            Vector(a: 7, b: -1, c: 2, down: -4, up: -3), Vector(a: 7, b: 1, c: -2, down: -4, up: -3),
            Vector(a: -7, b: -1, c: 2, down: 3, up: 4), Vector(a: -7, b: 1, c: -2, down: 3, up: 4),
            Vector(a: 7, b: -1, c: -2, down: 3, up: 4), Vector(a: -7, b: -1, c: -2, down: -4, up: -3),
            Vector(a: 6, b: 1, c: 3, down: 2, up: 2), Vector(a: -6, b: 1, c: 3, down: -2, up: -2),
            Vector(a: 0, b: 5, c: -7, down: 0, up: 0), Vector(a: 1, b: 1, c: 3, down: 0, up: 1),
            Vector(a: -1, b: 1, c: 3, down: -1, up: 0),
        ])
    func signs(_ vector: Vector) {
        #expect(mulDiv(vector.a, vector.b, vector.c, .down) == vector.down)
        #expect(mulDiv(vector.a, vector.b, vector.c, .up) == vector.up)
    }

    @Test(
        "Rounding half-even is to the nearest, of two equally near ones to the even one",
        arguments: [
            (5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (1, 3, 0), (2, 3, 1), (-2, 3, -1), (6, 3, 2), (-1, 3, 0),
        ] as [(Int128, Int128, Int128)])
    func halfEven(_ dividend: Int128, _ divisor: Int128, _ nearest: Int128) {
        #expect(mulDiv(dividend, 1, divisor, .halfEven) == nearest)
        #expect(mulDiv(-dividend, -1, divisor, .halfEven) == nearest)
        #expect(mulDiv(dividend, -1, -divisor, .halfEven) == nearest)
    }

    @Test(
        "The product may need 256 bits",
        arguments: [
            Vector(
                a: 1_267_650_600_228_229_401_496_703_205_377, b: 1_152_921_504_606_846_979,
                c: 2_305_843_009_213_693_953, down: 633_825_300_114_114_702_122_741_137_408,
                up: 633_825_300_114_114_702_122_741_137_409),
            Vector(
                a: -1_267_650_600_228_229_401_496_703_205_377, b: 1_152_921_504_606_846_979,
                c: 2_305_843_009_213_693_953, down: -633_825_300_114_114_702_122_741_137_409,
                up: -633_825_300_114_114_702_122_741_137_408),
            Vector(
                a: 524_810_450_344_328_104_059_256_377_126_073_400, b: 1_066_020_665_623_185_272_335_819_132_347_472,
                c: 3_025_990_183_768_337_102_278_292_950_454_315, down: 184_884_534_194_145_011_418_614_483_278_038_572,
                up: 184_884_534_194_145_011_418_614_483_278_038_573),
            Vector(
                a: 1_259_721_254_229_087_541_439_653_892_485_854_008, b: 514_950_219_551_359_584_597_529_144_471_793,
                c: -2_837_970_297_167_872_084_142_702_361_436_828,
                down: -228_576_647_573_140_916_090_600_761_735_944_605,
                up: -228_576_647_573_140_916_090_600_761_735_944_604),
            Vector(a: .max, b: .max, c: .max, down: .max, up: .max),
            Vector(a: -.max, b: .max, c: .max, down: -.max, up: -.max),
            Vector(a: 1, b: -1, c: .max, down: -1, up: 0),
        ])
    func wide(_ vector: Vector) {
        #expect(mulDiv(vector.a, vector.b, vector.c, .down) == vector.down)
        #expect(mulDiv(vector.a, vector.b, vector.c, .up) == vector.up)
    }

    @Test("A result beyond 128 bits saturates with its sign instead of trapping")
    func saturation() {
        #expect(mulDiv(.max, 2, 1, .down) == .max)
        #expect(mulDiv(.max, -2, 1, .up) == .min)
        #expect(mulDiv(.max, .max, -1, .up) == .min)
        #expect(mulDiv(5, 1, 0, .up) == .max)
        #expect(mulDiv(-5, 1, 0, .down) == .min)
    }

    @Test("A sum, a difference and a product beyond their type saturate instead of trapping")
    func saturatedSums() {
        let (most, least) = (Money(units: .max), Money(units: .min))
        let one = Money(units: 1)
        #expect(most + one == most)
        #expect(least + -one == least)
        #expect(least - one == least)
        #expect(most - -one == most)
        #expect(-least == most)
        #expect(most + least == -one)
        #expect(-most - one == least)
        var price = Price(units: .max)
        price += Price(units: .max)
        #expect(price == Price(units: .max))
        price = Price(units: .min)
        price -= Price(units: 1)
        #expect(price == Price(units: .min))
    }

    @Test("A share of an amount and a rate of it are rounded once")
    func shares() {
        let ten = Money(units: 10)
        #expect(ten.part(Quantity(units: 1), of: Quantity(units: 3), .down) == Money(units: 3))
        #expect(ten.part(Quantity(units: 1), of: Quantity(units: 3), .up) == Money(units: 4))
        // 0.0000001 * 0.055 % = 5.5e-11, less than a unit either way.
        #expect(ten.times(Rate(units: 55_000), .up) == Money(units: 1))
        #expect(ten.times(Rate(units: 55_000), .down) == .zero)
        #expect((-ten).times(Rate(units: 55_000), .down) == Money(units: -1))
        // 100 / 12.5 = 8 exactly.
        #expect(Money(units: 100).divided(by: Leverage(hundredths: 1_250), .up) == Money(units: 8))
    }
}
