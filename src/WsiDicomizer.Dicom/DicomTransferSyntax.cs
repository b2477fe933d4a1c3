using System.Collections.Frozen;

namespace WsiDicomizer.Dicom;

/// <summary>A transfer syntax: how a data set and its pixel data are encoded (PS3.5 Annex A).</summary>
public sealed class DicomTransferSyntax
{
    private static readonly FrozenDictionary<string, DicomTransferSyntax> ByUid;

    static DicomTransferSyntax()
    {
        ByUid = new[]
        {
            ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian,
            JPEGProcess1, JPEGProcess2, JPEGProcess14, JPEGProcess14SV1, JPEGLSLossless, JPEGLSNearLossless,
            JPEG2000Lossless, JPEG2000Lossy, HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K, JPEGXLLossless,
            JPEGXLJPEGRecompression, JPEGXL, RLELossless,
        }.ToFrozenDictionary(syntax => syntax.UID.UID, StringComparer.Ordinal);
    }

    private DicomTransferSyntax(string uid, string name, bool explicitVR, bool encapsulated)
    {
        UID = new DicomUID(uid);
        Name = name;
        IsExplicitVR = explicitVR;
        IsEncapsulated = encapsulated;
    }

    /// <summary>Implicit VR Little Endian.</summary>
    public static DicomTransferSyntax ImplicitVRLittleEndian { get; } =
        new("1.2.840.10008.1.2", "Implicit VR Little Endian", explicitVR: false, encapsulated: false);

    /// <summary>Explicit VR Little Endian.</summary>
    public static DicomTransferSyntax ExplicitVRLittleEndian { get; } =
        new("1.2.840.10008.1.2.1", "Explicit VR Little Endian", explicitVR: true, encapsulated: false);

    /// <summary>Deflated Explicit VR Little Endian.</summary>
    public static DicomTransferSyntax DeflatedExplicitVRLittleEndian { get; } =
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", explicitVR: true, encapsulated: false)
        {
            IsDeflated = true,
        };

    /// <summary>Explicit VR Big Endian, retired.</summary>
    public static DicomTransferSyntax ExplicitVRBigEndian { get; } =
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", explicitVR: true, encapsulated: false)
        {
            IsBigEndian = true,
        };

    /// <summary>JPEG Baseline (Process 1): 8 bit, lossy.</summary>
    public static DicomTransferSyntax JPEGProcess1 { get; } = Encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");

    /// <summary>JPEG Extended (Process 2 and 4): 12 bit, lossy.</summary>
    public static DicomTransferSyntax JPEGProcess2 { get; } = Encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 & 4)");

    /// <summary>JPEG Lossless (Process 14).</summary>
    public static DicomTransferSyntax JPEGProcess14 { get; } = Encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless (Process 14)");

    /// <summary>JPEG Lossless, first-order prediction.</summary>
    public static DicomTransferSyntax JPEGProcess14SV1 { get; } =
        Encapsulated("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction (Process 14 SV1)");

    /// <summary>JPEG-LS Lossless.</summary>
    public static DicomTransferSyntax JPEGLSLossless { get; } = Encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless");

    /// <summary>JPEG-LS Near-Lossless.</summary>
    public static DicomTransferSyntax JPEGLSNearLossless { get; } = Encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless");

    /// <summary>JPEG 2000, reversible only.</summary>
    public static DicomTransferSyntax JPEG2000Lossless { get; } = Encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)");

    /// <summary>JPEG 2000, reversible or irreversible.</summary>
    public static DicomTransferSyntax JPEG2000Lossy { get; } = Encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000");

    /// <summary>High-Throughput JPEG 2000, reversible only.</summary>
    public static DicomTransferSyntax HTJ2KLossless { get; } = Encapsulated("1.2.840.10008.1.2.4.201", "HTJ2K (Lossless Only)");

    /// <summary>High-Throughput JPEG 2000, reversible only, resolution first.</summary>
    public static DicomTransferSyntax HTJ2KLosslessRPCL { get; } =
        Encapsulated("1.2.840.10008.1.2.4.202", "HTJ2K with RPCL Options (Lossless Only)");

    /// <summary>High-Throughput JPEG 2000.</summary>
    public static DicomTransferSyntax HTJ2K { get; } = Encapsulated("1.2.840.10008.1.2.4.203", "HTJ2K");

    /// <summary>JPEG XL, lossless.</summary>
    public static DicomTransferSyntax JPEGXLLossless { get; } = Encapsulated("1.2.840.10008.1.2.4.110", "JPEG XL Lossless");

    /// <summary>JPEG XL holding a JPEG stream.</summary>
    public static DicomTransferSyntax JPEGXLJPEGRecompression { get; } =
        Encapsulated("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression");

    /// <summary>JPEG XL.</summary>
    public static DicomTransferSyntax JPEGXL { get; } = Encapsulated("1.2.840.10008.1.2.4.112", "JPEG XL");

    /// <summary>RLE Lossless.</summary>
    public static DicomTransferSyntax RLELossless { get; } = Encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");

    /// <summary>The UID in the file meta information.</summary>
    public DicomUID UID { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>Whether elements carry their VR.</summary>
    public bool IsExplicitVR { get; }

    /// <summary>Whether pixel data is encapsulated in items (PS3.5 A.4).</summary>
    public bool IsEncapsulated { get; }

    /// <summary>Whether numbers are big endian.</summary>
    public bool IsBigEndian { get; private init; }

    /// <summary>Whether the data set is deflated.</summary>
    public bool IsDeflated { get; private init; }

    /// <summary>The transfer syntax of a UID, or null where it is not one of the known.</summary>
    /// <param name="uid">Without padding.</param>
    public static DicomTransferSyntax? Lookup(string uid) => ByUid.GetValueOrDefault(uid);

    /// <summary>A transfer syntax that is not one of the known, private or newer: explicit VR little endian (PS3.5 A.4).</summary>
    /// <param name="uid">As it stands in the file.</param>
    /// <param name="encapsulated">Whether the pixel data is encapsulated.</param>
    internal static DicomTransferSyntax Unknown(DicomUID uid, bool encapsulated) =>
        new(uid.UID, "Unknown transfer syntax", explicitVR: true, encapsulated);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static DicomTransferSyntax Encapsulated(string uid, string name) =>
        new(uid, name, explicitVR: true, encapsulated: true);
}
