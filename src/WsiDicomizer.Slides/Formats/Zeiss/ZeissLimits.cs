using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>How much a CZI may ask for before it counts as damaged: protection against hostile files.</summary>
/// <remarks>Real slides have 1,000 to 100,000 subblocks of some megapixels, metadata of some megabytes, 3 to 10 attachments.</remarks>
internal static class ZeissLimits
{
    /// <summary>Subblocks of a file.</summary>
    public const int MaxSubblocks = 1_000_000;

    /// <summary>Dimensions of a subblock.</summary>
    public const int MaxDimensions = 16;

    /// <summary>Attachments of a file.</summary>
    public const int MaxAttachments = 1_024;

    /// <summary>Bytes of the metadata XML.</summary>
    public const int MaxMetadataBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of the XML of one subblock.</summary>
    public const int MaxSubblockMetadataBytes = 1024 * 1024;

    /// <summary>Bytes of all XML of subblocks together.</summary>
    public const long MaxSearchedBytes = 512L * 1024 * 1024;

    /// <summary>Bytes of an attachment that is a picture.</summary>
    public const int MaxAttachedPictureBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Bytes of the samples of one subblock, and of one picture beside the pyramid: a camera's picture of 22 megapixels in colour.
    /// It has to be in memory as a whole.
    /// </summary>
    public const long MaxDecodedBytes = 64L * 1024 * 1024;

    /// <summary>How much larger a subblock may be than what it is stored in: as much as Zstandard can at most.</summary>
    public const long MaxExpansion = 32_768;

    /// <summary>Bytes of decoded subblocks that a slide keeps for neighbouring tiles.</summary>
    public const long MaxCachedBytes = 48L * 1024 * 1024;

    /// <summary>Columns and rows of a level.</summary>
    public const int MaxSide = 4 * 1024 * 1024;

    /// <summary>Pixels of a level.</summary>
    public const long MaxLevelPixels = 1L << 39;

    /// <summary>Scenes × channels × focal planes.</summary>
    public const int MaxAreas = 1_024;

    /// <summary>How many times smaller the smallest level may be.</summary>
    public const int MaxDownsample = 65_536;

    /// <summary>Runs of bytes that no directory leads to.</summary>
    public const int MaxGaps = 10_000;

    /// <summary>Bytes of such a run that are looked at at once: zeros are padding.</summary>
    public const int PaddingPieceBytes = 64 * 1024;

    /// <summary>Bytes of a run or attachment of unknown structure in which texts are looked for; the whole is a record anyway.</summary>
    public const int MaxTextBytes = 1024 * 1024;

    /// <summary>Of the metadata: settings of experiments nest deeper than other formats' texts.</summary>
    public static XmlMapLimits Xml { get; } = new() { MaxBytes = MaxMetadataBytes, MaxNodes = 1024 * 1024, MaxDepth = 64 };
}
