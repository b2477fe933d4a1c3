namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>The kinds of VMS and VMU that can be written.</summary>
public enum VmsVariant
{
    /// <summary>A grid of JPEGs, 4:2:2, whose last column and row are smaller.</summary>
    Grid,

    /// <summary>One JPEG, 4:4:4.</summary>
    Single,

    /// <summary>A grid of JPEGs, 4:2:0, in three layers. OpenSlide 3.4.1 shows the first, and fails on 4:2:0 with restart intervals.</summary>
    Layers,

    /// <summary>An uncompressed one: NGR files.</summary>
    Uncompressed,
}
