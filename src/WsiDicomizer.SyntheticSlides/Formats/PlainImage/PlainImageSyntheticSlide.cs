using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>Writes synthetic plain images.</summary>
public static class PlainImageSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "plain-image";

    /// <summary>Writes an image and, beside it, its answer key.</summary>
    /// <param name="path">The image's path; its name is part of what is planted.</param>
    /// <param name="options">What to write; each side up to <see cref="PlainImageSyntheticOptions.MaxSide"/>.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, PlainImageSyntheticOptions options, CancellationToken cancellationToken = default) =>
        Of(options).Write(path, options, cancellationToken);

    /// <summary>Writes an image into a stream.</summary>
    /// <param name="stream">Empty, and able to seek; stays open.</param>
    /// <param name="fileName">The name that the answer key gives the image.</param>
    /// <param name="options">What to write; each side up to <see cref="PlainImageSyntheticOptions.MaxSide"/>.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, PlainImageSyntheticOptions options, CancellationToken cancellationToken = default) =>
        Of(options).Write(stream, fileName, options, cancellationToken);

    private static PagedSyntheticSlide Of(PlainImageSyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Size.Width, PlainImageSyntheticOptions.MaxSide, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Size.Height, PlainImageSyntheticOptions.MaxSide, nameof(options));
        var traits = PlainImageTraits.Of(options.Variant);
        return new PagedSyntheticSlide(
            Vendor,
            traits.Name,
            Factor: 2,
            (plan, stream, cancel) =>
            {
                traits.Write(new PlainImagePlantings(plan), new PlainImagePicture(plan), stream, cancel);
                return
                [
                    new AnswerKeyLevel
                    {
                        Page = 0,
                        Width = options.Size.Width,
                        Height = options.Size.Height,
                        TileWidth = options.TileSize,
                        TileHeight = options.TileSize,
                    },
                ];
            });
    }
}
