using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>One lossy compression that pixels went through (PS3.3 C.7.6.1.1.5); several make a history, oldest first.</summary>
/// <param name="Method">The Defined Term, e.g. <c>ISO_10918_1</c> for JPEG, <c>ISO_15444_1</c> for JPEG 2000.</param>
/// <param name="Ratio">Uncompressed to compressed bytes, as it is in fact.</param>
public sealed record LossyStep(string Method, double Ratio)
{
    /// <summary>JPEG, ISO/IEC 10918-1.</summary>
    public const string Jpeg = "ISO_10918_1";

    /// <summary>JPEG-LS near-lossless, ISO/IEC 14495-1.</summary>
    public const string JpegLs = "ISO_14495_1";

    /// <summary>JPEG 2000, ISO/IEC 15444-1.</summary>
    public const string Jpeg2000 = "ISO_15444_1";

    /// <summary>The term of a compression that loses something.</summary>
    /// <param name="compression">JPEG, JPEG-LS or JPEG 2000; others have no term, and count as JPEG.</param>
    internal static string GetMethod(TileCompression compression) => compression switch
    {
        TileCompression.JpegLs => JpegLs,
        TileCompression.Jpeg2000 => Jpeg2000,
        _ => Jpeg,
    };
}
