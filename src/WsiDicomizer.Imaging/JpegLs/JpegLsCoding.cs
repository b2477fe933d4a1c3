using System.Numerics;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The parameters of one scan and what follows from them (ITU-T T.87 A.2.1, C.2.4.1.1). Immutable.</summary>
internal sealed class JpegLsCoding
{
    private const int DefaultReset = 64;

    // Regions of all gradients, where there are few; else null.
    private readonly sbyte[]? _regions;

    private JpegLsCoding(int precision, int near, JpegLsPreset preset)
    {
        Near = near;
        Step = (2 * near) + 1;
        MaxValue = preset.MaxValue == 0 ? (1 << precision) - 1 : preset.MaxValue;
        Range = ((MaxValue + (2 * near)) / Step) + 1;
        RangeBits = CeilingLog2(Range);
        var bits = Math.Max(2, CeilingLog2(MaxValue + 1));
        Limit = 2 * (bits + Math.Max(8, bits));
        var (first, second, third) = DefaultThresholds(MaxValue, near);
        Threshold1 = preset.Threshold1 == 0 ? first : preset.Threshold1;
        Threshold2 = preset.Threshold2 == 0 ? second : preset.Threshold2;
        Threshold3 = preset.Threshold3 == 0 ? third : preset.Threshold3;
        Reset = preset.Reset == 0 ? DefaultReset : preset.Reset;
        if (MaxValue <= byte.MaxValue)
        {
            var regions = new sbyte[(2 * MaxValue) + 1];
            for (var index = 0; index < regions.Length; index++)
            {
                regions[index] = (sbyte)FindRegion(index - MaxValue);
            }

            _regions = regions;
        }
    }

    /// <summary>NEAR: by how much a sample may be off.</summary>
    public int Near { get; }

    /// <summary>2·NEAR+1: what one step of an error is worth.</summary>
    public int Step { get; }

    /// <summary>MAXVAL.</summary>
    public int MaxValue { get; }

    /// <summary>RANGE: how many errors there are.</summary>
    public int Range { get; }

    /// <summary>qbpp: the bits of an error that is written as it is.</summary>
    public int RangeBits { get; }

    /// <summary>LIMIT: the longest code.</summary>
    public int Limit { get; }

    /// <summary>T1.</summary>
    public int Threshold1 { get; }

    /// <summary>T2.</summary>
    public int Threshold2 { get; }

    /// <summary>T3.</summary>
    public int Threshold3 { get; }

    /// <summary>RESET.</summary>
    public int Reset { get; }

    /// <summary>Takes the parameters, or says what is wrong with them.</summary>
    /// <param name="precision">Bits per sample, 2 to 16.</param>
    /// <param name="near">NEAR as the scan states it.</param>
    /// <param name="preset">The last preset before the scan; all zero where there is none.</param>
    /// <param name="expected">What would have been right, or null.</param>
    public static JpegLsCoding? TryCreate(int precision, int near, JpegLsPreset preset, out string? expected)
    {
        var largest = (1 << precision) - 1;
        var maxValue = preset.MaxValue == 0 ? largest : preset.MaxValue;
        expected = maxValue > largest ? "a MAXVAL that fits the precision (T.87 C.2.4.1.1)"
            : near > Math.Min(255, maxValue / 2) ? "NEAR of at most half of MAXVAL (T.87 C.2.3)"
            : null;
        if (expected is not null)
        {
            return null;
        }

        var coding = new JpegLsCoding(precision, near, preset);
        var areOrdered = coding.Threshold1 > near && coding.Threshold2 >= coding.Threshold1
            && coding.Threshold3 >= coding.Threshold2 && coding.Threshold3 <= maxValue;

        // Defaults of tiny ranges are equal to each other and may be NEAR + 1 > MAXVAL: those are the standard's own.
        var isDefault = preset.Threshold1 == 0 && preset.Threshold2 == 0 && preset.Threshold3 == 0;
        expected = !areOrdered && !isDefault ? "thresholds in ascending order, up to MAXVAL (T.87 C.2.4.1.1)"
            : coding.Reset < 3 || coding.Reset > Math.Max(255, maxValue) ? "RESET of 3 to the larger of 255 and MAXVAL (T.87 C.2.4.1.1)"
            : null;
        return expected is null ? coding : null;
    }

    /// <summary>The region of a local gradient, -4 to 4 (A.3.3).</summary>
    /// <param name="gradient">Between -MAXVAL and MAXVAL.</param>
    public int Quantize(int gradient) => _regions is { } regions ? regions[gradient + MaxValue] : FindRegion(gradient);

    /// <summary>The sample of a prediction and an error: brought back into the range of samples (A.4.5, A.5.3 and code segment A.9).</summary>
    public int Reconstruct(int prediction, int error)
    {
        var value = prediction + (error * Step);
        if (value < -Near)
        {
            value += Range * Step;
        }
        else if (value > MaxValue + Near)
        {
            value -= Range * Step;
        }

        return Clamp(value);
    }

    /// <summary>A value between 0 and MAXVAL.</summary>
    public int Clamp(int value) => value < 0 ? 0 : value > MaxValue ? MaxValue : value;

    private int FindRegion(int gradient)
    {
        var size = Math.Abs(gradient);
        var region = size <= Near ? 0 : size < Threshold1 ? 1 : size < Threshold2 ? 2 : size < Threshold3 ? 3 : 4;
        return gradient < 0 ? -region : region;
    }

    private static int CeilingLog2(int value) => value <= 1 ? 0 : BitOperations.Log2((uint)value - 1) + 1;

    // C.2.4.1.1.1, with the basic thresholds 3, 7 and 21.
    private static (int First, int Second, int Third) DefaultThresholds(int maxValue, int near)
    {
        int first;
        int second;
        int third;
        if (maxValue >= 128)
        {
            var factor = (Math.Min(maxValue, 4095) + 128) / 256;
            first = (factor * (3 - 2)) + 2 + (3 * near);
            second = (factor * (7 - 3)) + 3 + (5 * near);
            third = (factor * (21 - 4)) + 4 + (7 * near);
        }
        else
        {
            var factor = 256 / (maxValue + 1);
            first = Math.Max(2, (3 / factor) + (3 * near));
            second = Math.Max(3, (7 / factor) + (5 * near));
            third = Math.Max(4, (21 / factor) + (7 * near));
        }

        first = Within(first, near + 1, maxValue);
        second = Within(second, first, maxValue);
        return (first, second, Within(third, second, maxValue));
    }

    private static int Within(int value, int minimum, int maximum) => value > maximum || value < minimum ? minimum : value;
}
