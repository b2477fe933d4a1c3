using WsiDicomizer.Conversion;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The conversion that ships.</summary>
/// <param name="options">How slides are converted.</param>
internal sealed class SlideConversion(ConversionOptions options) : ISlideConversion
{
    private readonly SlideConverter _converter = new(options);

    /// <inheritdoc/>
    public ConversionResult Convert(
        Slide slide,
        string outputDirectory,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken) =>
        _converter.Convert(slide, outputDirectory, progress, cancellationToken);
}
