using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>Writes synthetic Trestle slides.</summary>
public static class TrestleSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "trestle";

    /// <summary>The extension of a slide.</summary>
    public const string FileExtension = ".tif";

    /// <summary>Writes a slide and, beside it, the picture of the glass and its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, TrestleSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Of(options.Variant, Path.ChangeExtension(path, TrestleMacroWriter.FileExtension))
            .Write(path, options, cancellationToken);
    }

    /// <summary>Writes a slide into a stream, without the picture beside it.</summary>
    /// <param name="stream">Empty, and able to seek; stays open.</param>
    /// <param name="fileName">The name that the answer key gives the slide.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops between two tiles.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, TrestleSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Of(options.Variant, macroPath: null).Write(stream, fileName, options, cancellationToken);
    }

    private static PagedSyntheticSlide Of(TrestleVariant variant, string? macroPath)
    {
        var traits = TrestleTraits.Of(variant);
        return new PagedSyntheticSlide(
            Vendor,
            traits.Name,
            Factor: 2,
            (plan, stream, cancellationToken) =>
            {
                var levels = new TrestleFileWriter(plan, traits).Write(stream, cancellationToken);
                if (traits.HasMacro && macroPath is not null)
                {
                    var macro = TrestleMacroWriter.Make(plan);
                    CompleteFile.Write(macroPath, file => file.Write(macro));
                }

                return levels;
            });
    }
}
