namespace WsiDicomizer.SyntheticSlides.Formats.Philips;

/// <summary>The kinds of Philips TIFF that can be written.</summary>
public enum PhilipsVariant
{
    /// <summary>Classic TIFF, label and macro as pages and in the XML.</summary>
    Classic,

    /// <summary>BigTIFF, label and macro in the XML only, every name in the spelling <c>PIIM_</c>.</summary>
    XmlOnly,

    /// <summary>DP v1.1: label and macro as pages only, with their pixel sizes in tag 270; depths of 9.</summary>
    PagesOnly,

    /// <summary>Every third diagonal of tiles was not scanned.</summary>
    Sparse,

    /// <summary>Tiles of R, G, B instead of Y, Cb, Cr.</summary>
    Rgb,
}
