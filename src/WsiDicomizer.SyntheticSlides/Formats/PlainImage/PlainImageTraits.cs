namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
internal sealed record PlainImageTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>The extension of the file.</summary>
    public required string FileExtension { get; init; }

    /// <summary>Writes the file: plan, picture, where it goes.</summary>
    public required Action<PlainImagePlantings, PlainImagePicture, Stream, CancellationToken> Write { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static PlainImageTraits Of(PlainImageVariant variant) => variant switch
    {
        PlainImageVariant.StripedTiff => new()
        {
            Name = "striped-tiff", FileExtension = ".tif", Write = (plantings, picture, stream, cancel) => plantings.WriteTiff(picture, stream, cancel),
        },
        PlainImageVariant.Jpeg => new()
        {
            Name = "jpeg", FileExtension = ".jpg", Write = (plantings, picture, stream, cancel) => plantings.WriteJpeg(picture, stream, cancel),
        },
        PlainImageVariant.Png => new()
        {
            Name = "png", FileExtension = ".png", Write = (plantings, picture, stream, cancel) => plantings.WritePng(picture, stream, cancel),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such plain image."),
    };
}
