using WsiDicomizer.Imaging.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
internal sealed record PlainImageTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>The extension of the file.</summary>
    public required string FileExtension { get; init; }

    /// <summary>Makes the file: plan, picture.</summary>
    public required Func<PlainImagePlantings, Canvas, byte[]> Encode { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static PlainImageTraits Of(PlainImageVariant variant) => variant switch
    {
        PlainImageVariant.StripedTiff => new()
        {
            Name = "striped-tiff", FileExtension = ".tif", Encode = (plantings, canvas) => plantings.MakeTiff(canvas),
        },
        PlainImageVariant.Jpeg => new()
        {
            Name = "jpeg", FileExtension = ".jpg", Encode = (plantings, canvas) => plantings.MakeJpeg(canvas),
        },
        PlainImageVariant.Png => new()
        {
            Name = "png", FileExtension = ".png", Encode = (plantings, canvas) => plantings.MakePng(canvas),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such plain image."),
    };
}
