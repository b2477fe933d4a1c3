using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>What a JPEG stream says of itself before its first entropy-coded byte.</summary>
/// <remarks>
/// Reads interchange and abbreviated streams (ITU-T T.81, B.2 and B.4) from SOI through the first SOS. Immutable.
/// </remarks>
public sealed class JpegHeader
{
    private JpegHeader(JpegHeaderParser parser)
    {
        Width = parser.Width;
        Height = parser.Height;
        Precision = parser.Precision;
        Process = parser.Frame.Marker switch
        {
            JpegMarker.Sof0 => JpegProcess.Baseline,
            JpegMarker.Sof1 => JpegProcess.ExtendedSequential,
            JpegMarker.Sof2 => JpegProcess.Progressive,
            JpegMarker.Sof3 => JpegProcess.Lossless,
            _ => JpegProcess.Other,
        };
        Components = Array.AsReadOnly(parser.Components);
        RestartInterval = parser.RestartInterval;
        HasQuantizationTables = (parser.TableMask & 0xF) != 0;
        HasHuffmanTables = (parser.TableMask & 0xFF0) != 0;
        DefinesItsTables = (parser.RequiredTableMask & ~parser.TableMask) == 0;
        IsSingleScan = parser.ScanComponentCount == parser.Components.Length
            && Process is JpegProcess.Baseline or JpegProcess.ExtendedSequential;
        AdobeTransform = parser.AdobeTransform;
        HasJfif = parser.HasJfif;
        ScanOffset = parser.Scan.End;
        Subsampling = JpegColorRules.ReadSubsampling(parser.Components);
        ImpliedColor = JpegColorRules.Imply(this);
    }

    /// <summary>Columns. 0 occurs in NDPI, where it means more than 65,535.</summary>
    public int Width { get; }

    /// <summary>Rows. 0 occurs in NDPI, and where DNL tells the number later.</summary>
    public int Height { get; }

    /// <summary>Bits per sample.</summary>
    public int Precision { get; }

    /// <summary>The coding process.</summary>
    public JpegProcess Process { get; }

    /// <summary>The components in the frame header's order; at least one.</summary>
    public IReadOnlyList<JpegComponent> Components { get; }

    /// <summary>MCUs between restart markers; 0 where there are none.</summary>
    public int RestartInterval { get; }

    /// <summary>Whether there is a DQT segment before the scan.</summary>
    public bool HasQuantizationTables { get; }

    /// <summary>Whether there is a DHT segment before the scan.</summary>
    public bool HasHuffmanTables { get; }

    /// <summary>Whether every table that the first scan uses is defined here; false for abbreviated streams.</summary>
    public bool DefinesItsTables { get; }

    /// <summary>Whether the process is sequential and the first scan holds all components, so that it is the only one.</summary>
    public bool IsSingleScan { get; }

    /// <summary>The transform byte of an Adobe APP14 segment: 0 none, 1 YCbCr, 2 YCCK; null where there is no such segment.</summary>
    public int? AdobeTransform { get; }

    /// <summary>Whether there is a JFIF APP0 segment.</summary>
    public bool HasJfif { get; }

    /// <summary>Offset of the first entropy-coded byte.</summary>
    public int ScanOffset { get; }

    /// <summary>Chroma subsampling by the frame header's factors.</summary>
    public JpegSubsampling Subsampling { get; }

    /// <summary>What the components mean by the stream alone; null for two, four or more components.</summary>
    /// <remarks>
    /// libjpeg's rule: JFIF says YCbCr; else an Adobe segment decides; else ids 'R', 'G', 'B' say RGB; else YCbCr.
    /// Aperio's RGB tiles carry none of these: there TIFF's photometric tag knows better, see <see cref="ResolveColor"/>.
    /// </remarks>
    public JpegColor? ImpliedColor { get; }

    /// <summary>The height of a minimum coded unit in rows.</summary>
    public int McuHeight => Components.Count == 1 ? 8 : 8 * Components.Max(component => component.VerticalSampling);

    /// <summary>The width of a minimum coded unit in columns.</summary>
    public int McuWidth => Components.Count == 1 ? 8 : 8 * Components.Max(component => component.HorizontalSampling);

    /// <summary>What the components mean, given what the container says.</summary>
    /// <param name="declared">By the container, e.g. TIFF's PhotometricInterpretation.</param>
    /// <returns>
    /// The declared colour, unless the stream contradicts it: by the number of components, a JFIF or Adobe segment,
    /// the ids 'R', 'G', 'B', or chroma subsampling, which RGB never has. Null for two, four or more components.
    /// </returns>
    /// <remarks>Source: Aperio and Ventana files (tag right, stream silent), wsic OME-TIFF (tag wrong, stream JFIF).</remarks>
    public JpegColor? ResolveColor(JpegColor declared) => JpegColorRules.Resolve(this, declared);

    /// <summary>Reads a header.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">It is damaged, unsupported, too large, or ends before its first scan.</exception>
    public static JpegHeader Read(ReadOnlySpan<byte> stream, JpegLimits limits) =>
        TryRead(stream, limits, out var header, out var fault) ? header : throw fault.ToException("JPEG header");

    /// <summary>Reads a header.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="header">The header, or null.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> stream, JpegLimits limits, [NotNullWhen(true)] out JpegHeader? header) =>
        TryRead(stream, limits, out header, out _);

    /// <summary>Reads a header.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="header">The header, or null.</param>
    /// <param name="fault">What is wrong, where it could not be read; <see cref="CodecProblem.Truncated"/> asks for more bytes.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> stream, JpegLimits limits, [NotNullWhen(true)] out JpegHeader? header, out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        header = JpegHeaderParser.TryParse(stream, limits, out var parser, out fault) ? new JpegHeader(parser) : null;
        return header is not null;
    }

    internal static JpegHeader From(JpegHeaderParser parser) => new(parser);
}
