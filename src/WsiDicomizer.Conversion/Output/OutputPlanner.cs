using System.Globalization;
using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Conversion.Planning;

namespace WsiDicomizer.Conversion.Output;

/// <summary>Decides which files the instances become, before the first is written.</summary>
internal sealed class OutputPlanner
{
    private readonly ConversionOptions _options;
    private readonly Func<InstancePlan, OutgoingInstance> _prepare;
    private readonly List<string> _notes;

    /// <summary>Creates the planner.</summary>
    /// <param name="options">How slides are converted.</param>
    /// <param name="prepare">Makes the data set of an instance as it goes out.</param>
    /// <param name="notes">Takes what a person should know of the choices.</param>
    public OutputPlanner(ConversionOptions options, Func<InstancePlan, OutgoingInstance> prepare, List<string> notes)
    {
        _options = options;
        _prepare = prepare;
        _notes = notes;
    }

    /// <summary>Plans the files, in the order of the instances.</summary>
    /// <param name="instances">The instances, levels first, largest first.</param>
    /// <exception cref="ConversionException">An instance cannot be split as wanted, or cannot be a TIFF.</exception>
    public IReadOnlyList<OutputFile> Plan(IReadOnlyList<InstancePlan> instances)
    {
        if (_options.MaximumInstanceBytes is { } maximum)
        {
            var planner = new ConcatenationPlanner(maximum, _prepare);
            return [.. instances.Select(instance => Split(planner, instance))];
        }

        return _options.DualTiff ? PlanTiff(instances) : [.. instances.Select(AsItIs)];
    }

    private static OutputFile AsItIs(InstancePlan instance) => new([instance], null);

    private OutputFile Split(ConcatenationPlanner planner, InstancePlan instance)
    {
        var parts = planner.Plan(instance);
        if (parts.Count > 1)
        {
            _notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{instance.FileName}: written as a concatenation of {parts.Count} parts, {parts[0].FileName} to {parts[^1].FileName}"));
        }

        return new OutputFile(parts, null);
    }

    private List<OutputFile> PlanTiff(IReadOnlyList<InstancePlan> instances)
    {
        var levels = instances.Where(instance => instance.Role == ImageRole.Volume).Select(_prepare).ToList();
        var images = levels.ConvertAll(level => new DualTiffImage(level));
        if (images.Exists(image => image.IsJpeg2000))
        {
            _notes.Add("the TIFF side is JPEG 2000 (compression 33005): tifffile and Bio-Formats decode it, OpenSlide and libtiff do not");
        }

        var files = new List<OutputFile>();
        for (var index = 0; index < levels.Count; index++)
        {
            // The largest level's file is the pyramid; the others have their own level only, so nothing stands three times.
            List<DualTiffImage> reduced = index == 0 ? images[1..] : [];
            var tiff = DualTiffFile.Create(levels[index], images[index], reduced, _options.BigTiffFrom);
            if (tiff.Side.Levels <= reduced.Count)
            {
                _notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{levels[index].Plan.FileName}: the TIFF side has {tiff.Side.Levels} of {reduced.Count + 1} levels: more does "
                    + $"not fit the 4 GiB of DataSetTrailingPadding; the largest of the smaller levels are left out"));
            }

            files.Add(new OutputFile([levels[index].Plan], tiff));
        }

        return [.. files, .. instances.Where(instance => instance.Role != ImageRole.Volume).Select(AsItIs)];
    }
}
