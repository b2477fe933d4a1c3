namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Stub until LZW is there.</summary>
internal static class LzwStripEncoder
{
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width) => rgb[..width].ToArray();
}
