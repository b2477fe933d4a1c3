namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>The kinds of VMS and VMU that can be written.</summary>
public enum VmsVariant
{
    /// <summary>A grid of JPEGs, 4:2:2, whose last column and row are smaller.</summary>
    Grid,

    /// <summary>One JPEG, 4:2:0.</summary>
    Single,

    /// <summary>A grid of JPEGs, 4:4:4, in three layers. OpenSlide does not read it.</summary>
    Layers,

    /// <summary>An uncompressed one: NGR files.</summary>
    Uncompressed,
}
