using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion;

/// <summary>How slides are converted.</summary>
public sealed record ConversionOptions
{
    /// <summary>The quality of what is encoded with loss, where none is chosen.</summary>
    public const int DefaultQuality = 90;

    /// <summary>What is done to identity.</summary>
    public required ResolvedProfile Profile { get; init; }

    /// <summary>Where pseudonyms and UIDs come from.</summary>
    public required ProjectKey Key { get; init; }

    /// <summary>Micrometres per pixel of the base level, given by the user; null to take what the slide says.</summary>
    public PixelSpacing? SpacingOverride { get; init; }

    /// <summary>What the laboratory says of its slides; null for nothing.</summary>
    public CaseDataFile? CaseData { get; init; }

    /// <summary>Threads per slide, at least 1. The output does not depend on it. Default: the processors, at most 8.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>
    /// The largest file of an instance in bytes; a level that would be larger becomes a concatenation. Null for no limit.
    /// Not together with <see cref="DualTiff"/>, whose files cannot be split.
    /// </summary>
    public long? MaximumInstanceBytes { get; init; }

    /// <summary>Whether each level's file is a TIFF as well, the largest level's with the whole pyramid.</summary>
    public bool DualTiff { get; init; }

    /// <summary>How the pixels of levels are coded. The pictures beside the pyramid stay as they are, JPEG or uncompressed.</summary>
    public TransferSyntaxChoice TransferSyntax { get; init; }

    /// <summary>Whether levels that are in the chosen transfer syntax already are encoded anew all the same.</summary>
    public bool EncodesAnew { get; init; }

    /// <summary>
    /// The quality of what is encoded with loss, 1 to 100: libjpeg's scale for JPEG; for JPEG 2000 a signal-to-noise ratio of
    /// 20 + 0.3 × quality decibels. Default 90.
    /// </summary>
    public int Quality { get; init; } = DefaultQuality;

    /// <summary>Chroma subsampling of colour that is encoded as JPEG: none, 4:2:2 or 4:2:0. Default none.</summary>
    public JpegSubsampling Subsampling { get; init; } = JpegSubsampling.None;

    /// <summary>
    /// Whether levels that the slide lacks are added: each half as large as the one before, down to one tile, computed from
    /// the largest.
    /// </summary>
    public bool MissingLevels { get; init; }

    /// <summary>
    /// Which part of every overview the label takes, told by a person, where the profile wants it covered: it takes the place
    /// of what is known of the format. Null for that.
    /// </summary>
    public LabelArea? LabelArea { get; init; }

    /// <summary>What becomes of a slide with tiles that cannot be read or decoded.</summary>
    public DamagedTiles DamagedTiles { get; init; }

    /// <summary>
    /// Whether the coded data of tiles that are copied is checked too, not only their markers, so that one that does not decode
    /// refuses the slide. Done anyway where damaged tiles become background. Default false: it takes longer than the copy itself.
    /// </summary>
    public bool ChecksTiles { get; init; }

    /// <summary>Keeps what de-identification takes, encrypted; null to keep nothing. The output is then another in every run.</summary>
    public OriginalsEncryptor? Originals { get; init; }

    /// <summary>Where the originals of each delivered slide and what stands for them are entered; null for nowhere.</summary>
    public Crosswalk? Crosswalk { get; init; }

    /// <summary>The file length in bytes from which the TIFF side is a BigTIFF: what 32-bit offsets do not reach.</summary>
    internal long BigTiffFrom { get; init; } = 1L << 32;

    /// <summary>What a slide may ask for.</summary>
    public ConversionLimits Limits { get; init; } = ConversionLimits.Default;
}
