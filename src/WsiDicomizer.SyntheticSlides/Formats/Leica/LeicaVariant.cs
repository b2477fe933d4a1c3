namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>The kinds of Leica SCN that can be written.</summary>
public enum LeicaVariant
{
    /// <summary>One scanned area, a macro.</summary>
    OneArea,

    /// <summary>Two scanned areas, a macro.</summary>
    TwoAreas,

    /// <summary>The namespace 2010/03/10: the barcode is an attribute of the collection.</summary>
    OldNamespace,

    /// <summary>One scanned area and no macro, classic TIFF.</summary>
    WithoutMacro,

    /// <summary>One scanned area in three channels of fluorescence, a macro.</summary>
    Fluorescence,

    /// <summary>One scanned area in three focal planes, a macro.</summary>
    FocalPlanes,
}
