using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The header of a JPEG-LS stream, up to its first scan's data, with and without its comments.</summary>
/// <remarks>Immutable. Source: ITU-T T.87 annex C, ITU-T T.81 annex B.</remarks>
public sealed class JpegLsHeader
{
    internal JpegLsHeader(JpegLsHeaderParser parser)
    {
        Width = parser.Width;
        Height = parser.Height;
        Precision = parser.Precision;
        Components = parser.Components;
        Interleave = parser.Interleave;
        Near = parser.Near;
        SourceLength = parser.ScanOffset;
        Bytes = parser.Kept.ToArray();
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bits per sample, 2 to 16.</summary>
    public int Precision { get; }

    /// <summary>The number of components, 1 to 4 in what is read here.</summary>
    public int Components { get; }

    /// <summary>How the components are coded, by the first scan.</summary>
    public JpegLsInterleave Interleave { get; }

    /// <summary>By how much a sample may be off (NEAR); 0 is lossless.</summary>
    public int Near { get; }

    /// <summary>The bytes of the stream's header: the offset of the first scan's data.</summary>
    public int SourceLength { get; }

    /// <summary>The header without APPn and COM segments; equal to the stream's where there were none.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads a header.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">It is damaged, unsupported, too large, or ends before its first scan.</exception>
    public static JpegLsHeader Read(ReadOnlySpan<byte> stream, JpegLsLimits limits) =>
        TryRead(stream, limits, out var header, out var fault) ? header : throw fault.ToException("JPEG-LS header");

    /// <summary>Reads a header.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="header">The header, or null.</param>
    /// <param name="fault">Why there is none; truncated where more bytes may help.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> stream,
        JpegLsLimits limits,
        [NotNullWhen(true)] out JpegLsHeader? header,
        out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var parser = new JpegLsHeaderParser();
        header = parser.TryParse(stream, limits, out fault) ? new JpegLsHeader(parser) : null;
        return header is not null;
    }
}
