namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>The kinds of MIRAX slide that can be written.</summary>
public enum MiraxVariant
{
    /// <summary>JPEG, four pictures of each photograph, overlap, measured positions as they are: version 1.9.</summary>
    Jpeg,

    /// <summary>The same in PNG.</summary>
    Png,

    /// <summary>The same in Windows bitmaps.</summary>
    Bitmap,

    /// <summary>Deflated positions, photographs undivided, pieces of fractions of pixels: version 2.2.</summary>
    Stitching,

    /// <summary>No overlap and no positions: the pictures lie on a grid.</summary>
    Grid,

    /// <summary>The largest level is half of what the camera saw: a slide that was saved again.</summary>
    Saved,

    /// <summary>Version 2.3: SLIDE_ID in UTF-16 in the data files, an empty slide file, much of the canvas not scanned.</summary>
    Sparse,
}
