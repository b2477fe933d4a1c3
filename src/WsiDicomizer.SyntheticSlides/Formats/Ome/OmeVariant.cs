namespace WsiDicomizer.SyntheticSlides.Formats.Ome;

/// <summary>The kinds of OME-TIFF that can be written.</summary>
public enum OmeVariant
{
    /// <summary>JPEG in colour, smaller levels in SubIFDs, label and macro as images; BigTIFF.</summary>
    SubIfdRgb,

    /// <summary>JPEG in colour, an image and a page for each resolution, as Bio-Formats wrote it before version 6; label and macro.</summary>
    PagesRgb,

    /// <summary>Three channels of fluorescence, 8 bits, JPEG, smaller levels in SubIFDs.</summary>
    Channels8Bit,

    /// <summary>Three channels of fluorescence, 16 bits, deflate, smaller levels in SubIFDs.</summary>
    Channels16Bit,

    /// <summary>Three focal planes in colour, JPEG, smaller levels in SubIFDs.</summary>
    FocalPlanes,

    /// <summary>Deflate in colour, smaller levels in SubIFDs.</summary>
    Deflate,
}
