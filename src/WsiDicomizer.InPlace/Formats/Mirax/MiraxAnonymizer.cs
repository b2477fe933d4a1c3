using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>MIRAX: a description, an index and data files in a folder that has the slide's name.</summary>
/// <remarks>
/// The index keeps all its numbers and Slidedat.ini all its keys, since readers refuse a slide where one is missing; a picture goes
/// as the value that names it becomes <c>ScanDataLayer_Empty</c>. Source: formats.md 4.6, 4.7, 11.4.
/// </remarks>
internal sealed class MiraxAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["mirax"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        var files = context.Slide.Files;
        if (files.Distinct(StringComparer.Ordinal).Count() < files.Count)
        {
            throw new AnonymizationException("two keys of Slidedat.ini name the same file: what goes from one would go from the other");
        }

        var slidedat = MiraxSlidedat.Read(context);
        MiraxTexts.Plan(context, slidedat);
        MiraxSlideId.Plan(context);
        new MiraxPictures(context, slidedat).Plan();
        MiraxFileNames.Plan(context, slidedat);
        MiraxForeignFiles.Plan(context);
    }
}
