namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>How much a DICOM slide may ask for before it counts as damaged, beyond the limits of the DICOM reader.</summary>
/// <remarks>Real slides have 4 to 20 files, up to a million frames a level, and some hundred identity records.</remarks>
internal static class DicomFormatLimits
{
    /// <summary>Files of the folder that are looked at for further instances of the series.</summary>
    public const int MaxFolderFiles = 10_000;

    /// <summary>Instances of one slide.</summary>
    public const int MaxInstances = 1_024;

    /// <summary>Tiles of one level, stored or not.</summary>
    public const int MaxTilesPerLevel = 8_000_000;

    /// <summary>Samples of a picture beside the pyramid, decoded.</summary>
    public const long MaxPictureSamples = 256L << 20;

    /// <summary>Bytes of one frame.</summary>
    public const int MaxFrameBytes = 256 << 20;

    /// <summary>How many times the bytes of its files a level's frames may be together.</summary>
    public const int MaxExpansion = 64;

    /// <summary>Identity records of a slide.</summary>
    public const int MaxIdentityRecords = 200_000;

    /// <summary>Bytes of a value that an identity record shows.</summary>
    public const int MaxShownBytes = 64 * 1024;

    /// <summary>Bytes of an ICC profile.</summary>
    public const int MaxIccBytes = 16 << 20;

    /// <summary>Bytes of the file meta information.</summary>
    public const int MaxMetaBytes = 64 * 1024;
}
