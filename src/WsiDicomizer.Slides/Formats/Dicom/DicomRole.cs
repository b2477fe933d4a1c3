namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>What an instance shows: value 3 of ImageType (PS3.3 C.8.12.4.1.1).</summary>
internal enum DicomRole
{
    /// <summary>VOLUME: a level of the pyramid.</summary>
    Level,

    /// <summary>THUMBNAIL.</summary>
    Thumbnail,

    /// <summary>LABEL.</summary>
    Label,

    /// <summary>OVERVIEW, or LOCALIZER in older files.</summary>
    Overview,

    /// <summary>Nothing that is known: treated like an overview.</summary>
    Unknown,
}
