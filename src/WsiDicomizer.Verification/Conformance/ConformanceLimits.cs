using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Verification.Conformance;

/// <summary>What a check reads and reports at most; the guard against hostile files. Immutable and thread-safe.</summary>
public sealed record ConformanceLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static ConformanceLimits Default { get; } = new();

    /// <summary>Files of a folder, 10,000.</summary>
    public int MaximumFiles { get; init; } = 10_000;

    /// <summary>Findings in all, 10,000; a note says that more were left out.</summary>
    public int MaximumFindings { get; init; } = 10_000;

    /// <summary>Findings of one rule in one file, 20; the last of them says that more were left out.</summary>
    public int MaximumFindingsPerRule { get; init; } = 20;

    /// <summary>Frames of an instance whose codestream headers are read: all.</summary>
    public int MaximumFrameHeaders { get; init; } = int.MaxValue;

    /// <summary>Fragments of an instance, 4 million (48 MB of memory).</summary>
    public int MaximumFragments { get; init; } = 4_000_000;

    /// <summary>Bytes of a frame that are read for its headers, 1 MiB; most need less than 1 KiB.</summary>
    public int MaximumFrameHeaderBytes { get; init; } = 1 << 20;

    /// <summary>How deep sequences may nest, 64.</summary>
    public int MaximumDepth { get; init; } = 64;

    /// <summary>Element headers that are walked over in a file, 20 million.</summary>
    public int MaximumElements { get; init; } = 20_000_000;

    /// <summary>What a data set may ask for.</summary>
    public DicomReaderLimits Reader { get; init; } = DicomReaderLimits.Default;

    /// <summary>What a JPEG header may ask for.</summary>
    public JpegLimits Jpeg { get; init; } = JpegLimits.Default;

    /// <summary>What a JPEG 2000 header may ask for.</summary>
    public Jpeg2000Limits Jpeg2000 { get; init; } = Jpeg2000Limits.Default;

    /// <summary>What an ICC profile may ask for.</summary>
    public IccLimits Icc { get; init; } = IccLimits.Default;
}
