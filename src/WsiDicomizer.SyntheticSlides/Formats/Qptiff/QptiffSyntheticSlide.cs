using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Qptiff;

/// <summary>Writes synthetic QPTIFFs.</summary>
public static class QptiffSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "qptiff";

    /// <summary>The extension of a slide.</summary>
    public const string FileExtension = ".qptiff";

    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, QptiffSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Of(options.Variant).Write(path, options, cancellationToken);
    }

    /// <summary>Writes a slide into a stream.</summary>
    /// <param name="stream">Empty, and able to seek; stays open.</param>
    /// <param name="fileName">The name that the answer key gives the slide.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops between two tiles.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, QptiffSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Of(options.Variant).Write(stream, fileName, options, cancellationToken);
    }

    private static PagedSyntheticSlide Of(QptiffVariant variant)
    {
        var traits = QptiffTraits.Of(variant);
        return new PagedSyntheticSlide(
            Vendor,
            traits.Name,
            Factor: 2,
            (plan, stream, cancellationToken) => new QptiffFileWriter(plan, traits).Write(stream, cancellationToken));
    }
}
