using WsiDicomizer.Conversion;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The conversion that ships.</summary>
internal sealed class SlideConversion : ISlideConversion
{
    private readonly SlideConverter _converter;

    /// <summary>Creates the conversion, and begins to make it ready.</summary>
    /// <param name="options">How slides are converted.</param>
    public SlideConversion(ConversionOptions options)
    {
        _converter = new SlideConverter(options);
        _converter.BeginPreparation();
    }

    /// <inheritdoc/>
    public ConversionResult Convert(
        Slide slide,
        string outputDirectory,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken) =>
        _converter.Convert(slide, outputDirectory, progress, cancellationToken);
}
