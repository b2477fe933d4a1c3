namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>The kinds of Trestle slide that can be written.</summary>
public enum TrestleVariant
{
    /// <summary>Tiles side by side, and the picture of the glass beside the slide.</summary>
    Plain,

    /// <summary>Tiles of the first levels overlap, and the picture of the glass beside the slide.</summary>
    Overlaps,

    /// <summary>Tiles side by side, no picture beside the slide.</summary>
    WithoutMacro,
}
