using WsiDicomizer.Imaging.Native.CharLs;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Samples of every kind that JPEG-LS codes: noise, smooth, flat with edges, and all of it in one picture.</summary>
internal static class JpegLsPictures
{
    public static readonly string[] Kinds = ["noise", "smooth", "flat", "mixed", "extremes"];

    public static CharLsFrameInfo Info(int width, int height, int bits, int components) => new()
    {
        Width = (uint)width,
        Height = (uint)height,
        BitsPerSample = bits,
        ComponentCount = components,
    };

    /// <summary>Samples, pixel by pixel; two bytes each above 8 bits, the lower first.</summary>
    public static byte[] Create(CharLsFrameInfo info, string kind, int maxValue, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>();
        for (var row = 0; row < info.Height; row++)
        {
            for (var column = 0; column < info.Width; column++)
            {
                for (var component = 0; component < info.ComponentCount; component++)
                {
                    var value = Math.Clamp(Sample(kind, row, column, component, maxValue, random), 0, maxValue);
                    bytes.Add((byte)value);
                    if (info.BitsPerSample > 8)
                    {
                        bytes.Add((byte)(value >> 8));
                    }
                }
            }
        }

        return [.. bytes];
    }

    /// <summary>Pixel by pixel as plane by plane, or the other way round.</summary>
    public static byte[] Transpose(byte[] samples, CharLsFrameInfo info, bool toPlanes)
    {
        var size = info.BitsPerSample > 8 ? 2 : 1;
        var pixels = samples.Length / size / info.ComponentCount;
        var result = new byte[samples.Length];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            for (var component = 0; component < info.ComponentCount; component++)
            {
                var interleaved = ((pixel * info.ComponentCount) + component) * size;
                var planar = ((component * pixels) + pixel) * size;
                samples.AsSpan(toPlanes ? interleaved : planar, size).CopyTo(result.AsSpan(toPlanes ? planar : interleaved));
            }
        }

        return result;
    }

    private static int Sample(string kind, int row, int column, int component, int maxValue, Random random) => kind switch
    {
        "noise" => random.Next(maxValue + 1),
        "smooth" => ((row * 3) + (column * 2) + (component * 7)) * maxValue / 400,
        "flat" => (row / 7 % 2 == 0) == (column > 11 + component) ? maxValue : maxValue / 3,
        "extremes" => random.Next(8) == 0 ? maxValue : 0,
        _ => column % 40 < 20 ? maxValue / 2 : (maxValue / 2) + random.Next(-2, 3) + (row > 9 ? random.Next(maxValue / 2) : 0),
    };
}
