using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>The header of tiles' streams: as it stands in the source, and as it will stand in the frames.</summary>
/// <remarks>Most levels have one header for all tiles; it is parsed once and compared afterwards.</remarks>
internal sealed record TileHeader
{
    /// <summary>The bytes of the source's tile before its coded data.</summary>
    public required ReadOnlyMemory<byte> SourceBytes { get; init; }

    /// <summary>The bytes of the frame before the coded data.</summary>
    public required ReadOnlyMemory<byte> FrameBytes { get; init; }

    /// <summary>What the header says of the stream.</summary>
    public required TileStreamFacts Facts { get; init; }
}

/// <summary>What matters of a tile's stream for the data set.</summary>
/// <param name="Size">Columns and rows of the stream.</param>
/// <param name="SamplesPerPixel">1 or 3.</param>
/// <param name="PhotometricInterpretation">The truthful Defined Term.</param>
/// <param name="IsReversible">Whether the coding loses nothing.</param>
internal sealed record TileStreamFacts(
    PixelSize Size, int SamplesPerPixel, string PhotometricInterpretation, bool IsReversible)
{
    /// <summary>BitsAllocated and BitsStored, 8 or 16.</summary>
    public int BitsPerSample { get; init; } = 8;

    /// <summary>The bytes of a tile's samples.</summary>
    public long PixelBytes => Size.Area * SamplesPerPixel * (BitsPerSample / 8);

    /// <summary>Y, Cb and Cr of the full range, one of each per pixel.</summary>
    public const string YbrFull = "YBR_FULL";

    /// <summary>The truthful term for samples that no codec transforms: JPEG-LS, RLE, uncompressed (PS3.5 8.2.2, 8.2.3).</summary>
    /// <param name="color">What the samples mean.</param>
    public static string GetPlainPhotometricInterpretation(TileColor color) => color switch
    {
        TileColor.Grey => "MONOCHROME2",
        TileColor.Rgb => "RGB",
        _ => YbrFull,
    };
}
