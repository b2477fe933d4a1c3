using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>Writes synthetic Ventana files.</summary>
public static class VentanaSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "ventana";

    /// <summary>The extension of a slide.</summary>
    /// <param name="variant">The kind of file.</param>
    public static string ExtensionOf(VentanaVariant variant) => VentanaTraits.Of(variant).Extension;

    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, VentanaSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        AnswerKey? key = null;
        CompleteFile.Write(
            path, stream => key = Write(stream, Path.GetFileName(path), options, cancellationToken));
        CompleteFile.Write(AnswerKey.PathFor(path), stream => stream.Write(key!.ToJson()));
        return key!;
    }

    /// <summary>Writes a slide into a stream.</summary>
    /// <param name="stream">Empty, and able to seek; stays open.</param>
    /// <param name="fileName">The name that the answer key gives the slide.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops between two tiles.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, VentanaSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var plan = new VentanaPlan(options);
        if (options.Identity != PlantedIdentity.None)
        {
            plan.Planted.Add("file name", "file name", fileName, PlantedKind.FileName);
        }

        using var writer = new VentanaFileWriter(plan, stream);
        var levels = writer.Write(cancellationToken);
        return new AnswerKey
        {
            Slide = fileName,
            Vendor = Vendor,
            Variant = plan.Traits.Name,
            Seed = options.Seed,
            MicrometresPerPixel = options.MicrometresPerPixel,
            Levels = levels,
            Entries = plan.Planted.Entries,
        };
    }
}
