namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: the properties of CMU-1-Saved-1_2 (OpenSlide's public test data); OpenSlide 3.4.1; no public spec.</remarks>
internal sealed record MiraxTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary><c>IMAGE_FORMAT</c>.</summary>
    public string Format { get; init; } = "JPEG";

    /// <summary>Into how many pictures each side of a photograph is divided.</summary>
    public int Divisions { get; init; } = 2;

    /// <summary>Columns of a stored picture; even.</summary>
    public int PictureWidth { get; init; } = 256;

    /// <summary>Rows of a stored picture; even.</summary>
    public int PictureHeight { get; init; } = 256;

    /// <summary>Pixels of the camera that neighbouring photographs share.</summary>
    public int Overlap { get; init; } = 16;

    /// <summary>The layer of the positions; null for none.</summary>
    public string? PositionLayer { get; init; } = "VIMSLIDE_POSITION_BUFFER";

    /// <summary>How many times pictures were joined two by two before the largest level.</summary>
    public int FirstConcat { get; init; }

    /// <summary>Photographs around the scanned part that were not taken, on each side.</summary>
    public int Margin { get; init; }

    /// <summary>SLIDE_ID in UTF-16 in the data files; layers of two pieces; an empty slide file.</summary>
    public bool IsNew { get; init; }

    /// <summary><c>CURRENT_SLIDE_VERSION</c>.</summary>
    public string Version { get; init; } = "1.9";

    /// <summary>Whether the positions are deflated.</summary>
    public bool IsDeflated => PositionLayer == "StitchingIntensityLayer";

    /// <summary>The row of the table for a variant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static MiraxTraits Of(MiraxVariant variant) => variant switch
    {
        MiraxVariant.Jpeg => new MiraxTraits { Name = "jpeg" },
        MiraxVariant.Png => new MiraxTraits { Name = "png", Format = "PNG" },
        MiraxVariant.Bitmap => new MiraxTraits { Name = "bmp", Format = "BMP24" },
        MiraxVariant.Stitching => new MiraxTraits
        {
            Name = "stitching",
            Divisions = 1,
            PictureWidth = 250,
            PictureHeight = 230,
            Overlap = 15,
            PositionLayer = "StitchingIntensityLayer",
            Version = "2.2",
        },
        MiraxVariant.Grid => new MiraxTraits { Name = "nopos-nooverlap", Overlap = 0, PositionLayer = null },
        MiraxVariant.Saved => new MiraxTraits { Name = "saved", FirstConcat = 1, Divisions = 4, PictureWidth = 128, PictureHeight = 96 },
        MiraxVariant.Sparse => new MiraxTraits
        {
            Name = "sparse",
            PositionLayer = "StitchingIntensityLayer",
            Margin = 2,
            IsNew = true,
            Version = "2.3",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such MIRAX variant."),
    };
}
