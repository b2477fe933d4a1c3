using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Pages;

/// <summary>Writes slides of formats whose levels are plain pages, and their answer keys.</summary>
/// <param name="Vendor">As on the command line.</param>
/// <param name="Variant">The variant's name.</param>
/// <param name="Factor">From level to level.</param>
/// <param name="WritePages">Writes everything: plan, stream; gives the levels.</param>
internal sealed record PagedSyntheticSlide(
    string Vendor,
    string Variant,
    int Factor,
    Func<PagedPlan, Stream, CancellationToken, IReadOnlyList<AnswerKeyLevel>> WritePages)
{
    /// <summary>Writes a slide and, beside it, its answer key.</summary>
    /// <param name="path">The slide's path; its name is part of what is planted.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; nothing stays then.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public AnswerKey Write(string path, PagedSyntheticOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        AnswerKey? key = null;
        CompleteFile.Write(path, stream => key = Write(stream, Path.GetFileName(path), options, cancellationToken));
        CompleteFile.Write(AnswerKey.PathFor(path), stream => stream.Write(key!.ToJson()));
        return key!;
    }

    /// <summary>Writes a slide into a stream.</summary>
    /// <param name="stream">Empty, and able to seek; stays open.</param>
    /// <param name="fileName">The name that the answer key gives the slide.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops between two tiles.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public AnswerKey Write(
        Stream stream, string fileName, PagedSyntheticOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var plan = new PagedPlan(options, Factor);
        if (plan.IsPlanted)
        {
            plan.Planted.Add("file name", "file name", fileName, PlantedKind.FileName);
        }

        var levels = WritePages(plan, stream, cancellationToken);
        return new AnswerKey
        {
            Slide = fileName,
            Vendor = Vendor,
            Variant = Variant,
            Seed = options.Seed,
            MicrometresPerPixel = options.MicrometresPerPixel,
            Levels = levels,
            Entries = plan.Planted.Entries,
        };
    }
}
