using WsiDicomizer.Conversion;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The conversion as commands see it.</summary>
internal interface ISlideConversion
{
    /// <summary>Converts one slide.</summary>
    /// <param name="slide">The opened slide; it stays open.</param>
    /// <param name="outputDirectory">Where the slide's folder goes.</param>
    /// <param name="progress">Told now and then how far it is, from any thread; may be null.</param>
    /// <param name="cancellationToken">Stops; nothing half-written stays.</param>
    /// <exception cref="ConversionException">The slide cannot be converted.</exception>
    /// <exception cref="SlideFormatException">The slide is damaged or cannot be read any more.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    ConversionResult Convert(
        Slide slide,
        string outputDirectory,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken);
}
