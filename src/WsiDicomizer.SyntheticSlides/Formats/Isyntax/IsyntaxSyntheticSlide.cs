using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>Writes synthetic Philips iSyntax: all identity of real ones, and codeblocks that show nothing.</summary>
public static class IsyntaxSyntheticSlide
{
    /// <summary>The vendor's name, as on the command line.</summary>
    public const string Vendor = "isyntax";

    /// <summary>The extension of a slide.</summary>
    public const string FileExtension = ".isyntax";

    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static AnswerKey Write(
        string path, IsyntaxSyntheticOptions options, CancellationToken cancellationToken = default)
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
    /// <param name="cancellationToken">Stops before the writing.</param>
    /// <returns>The answer key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnswerKey Write(
        Stream stream, string fileName, IsyntaxSyntheticOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var plan = new IsyntaxPlan(options);
        if (options.Identity != PlantedIdentity.None)
        {
            plan.Planted.Add("file name", "file name", fileName, PlantedKind.FileName);
        }

        IsyntaxFileWriter.Write(plan, stream);
        return new AnswerKey
        {
            Slide = fileName,
            Vendor = Vendor,
            Variant = NameOf(options.Variant),
            Seed = options.Seed,
            MicrometresPerPixel = options.MicrometresPerPixel,
            Levels = plan.Levels,
            Entries = plan.Planted.Entries,
        };
    }

    /// <summary>The name of a variant.</summary>
    internal static string NameOf(IsyntaxVariant variant) => variant switch
    {
        IsyntaxVariant.V1 => "v1",
        IsyntaxVariant.V2 => "v2",
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such iSyntax variant."),
    };
}
