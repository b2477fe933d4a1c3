using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>What the headers of an encapsulated frame say.</summary>
internal sealed record Frame
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>How findings call it.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"frame {Number}");

    /// <summary>Bytes of all fragments.</summary>
    public required long Length { get; init; }

    /// <summary>The first bytes, up to four.</summary>
    public required byte[] Start { get; init; }

    /// <summary>The last bytes, up to four.</summary>
    public required byte[] End { get; init; }

    /// <summary>The JPEG header, where it is JPEG and readable.</summary>
    public JpegHeader? Jpeg { get; init; }

    /// <summary>The JPEG 2000 main header, where it is that and readable.</summary>
    public Jpeg2000Header? Jpeg2000 { get; init; }

    /// <summary>The JPEG-LS header, where it is that and readable.</summary>
    public JpegLsHeader? JpegLs { get; init; }

    /// <summary>The number of segments in an RLE header, where it is that and readable.</summary>
    public int? RleSegments { get; init; }

    /// <summary>Why the header could not be read, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Columns by the codestream, or null.</summary>
    public long? Width => Jpeg?.Width ?? Jpeg2000?.Width ?? JpegLs?.Width;

    /// <summary>Rows by the codestream, or null.</summary>
    public long? Height => Jpeg?.Height ?? Jpeg2000?.Height ?? JpegLs?.Height;

    /// <summary>Components by the codestream, or null.</summary>
    public int? Components => Jpeg?.Components.Count ?? Jpeg2000?.Components.Count ?? JpegLs?.Components;

    /// <summary>Bits per sample by the codestream, or null.</summary>
    public int? Precision => Jpeg?.Precision ?? Jpeg2000?.Components[0].Precision ?? JpegLs?.Precision;

    /// <summary>Whether the codestream says that nothing was lost; null where it does not tell.</summary>
    public bool? IsReversible =>
        Jpeg is not null ? Jpeg.Process == JpegProcess.Lossless
        : Jpeg2000 is not null ? Jpeg2000.IsReversible
        : JpegLs is not null ? JpegLs.Near == 0
        : RleSegments is not null ? true
        : null;
}
