using WsiDicomizer.Conversion.DataSet;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Output;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion;

/// <summary>Converts slides to VL Whole Slide Microscopy instances, through the one door where identity is taken off.</summary>
/// <remarks>Thread-safe: several slides may be converted at once.</remarks>
public sealed class SlideConverter
{
    private readonly ConversionOptions _options;
    private readonly DeidentificationEngine _engine;

    /// <summary>Creates a converter.</summary>
    /// <param name="options">How slides are converted.</param>
    /// <exception cref="ArgumentException">They ask for files that are both split and TIFF.</exception>
    public SlideConverter(ConversionOptions options)
    {
        if (options is { DualTiff: true, MaximumInstanceBytes: not null })
        {
            throw new ArgumentException("a file that is a TIFF as well cannot be split: expected one of the two", nameof(options));
        }

        _options = options;
        _engine = new DeidentificationEngine(options.Profile, options.Key);
    }

    /// <summary>Starts to make ready, on another thread, what is needed at the end of the first conversion; returns at once.</summary>
    /// <remarks>For programs that convert right after they start: the output is the same without it, a little later.</remarks>
    public void BeginPreparation() => _ = EngineRehearsal.Start(_engine);

    /// <summary>Converts one slide into a folder of its own, which appears only when it is complete.</summary>
    /// <param name="slide">The slide; not changed.</param>
    /// <param name="outputDirectory">An existing folder.</param>
    /// <param name="progress">Told after each run of frames, from several threads; may be null.</param>
    /// <param name="cancellationToken">Stops between runs of frames; nothing is left behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ConversionException">The slide cannot be converted.</exception>
    /// <exception cref="SlideFormatException">The slide is damaged.</exception>
    /// <exception cref="IOException">The output cannot be written: the disk is full or gone.</exception>
    public ConversionResult Convert(
        Slide slide,
        string outputDirectory,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            return ConvertQuickly(slide, outputDirectory, progress, cancellationToken);
        }
        catch (CodecException exception)
        {
            // Damaged shared tables, or a library that is missing: names offsets and what was expected, no values.
            throw new ConversionException(exception.Message, exception);
        }
    }

    private ConversionResult ConvertQuickly(
        Slide slide, string outputDirectory, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return Convert(slide, outputDirectory, isThorough: false, progress, cancellationToken);
        }
        catch (FrameIndexMismatchException)
        {
            // Some tile has bytes after its end marker or lacks it: read everything first, then write.
            return Convert(slide, outputDirectory, isThorough: true, progress, cancellationToken);
        }
    }

    private ConversionResult Convert(
        Slide slide,
        string outputDirectory,
        bool isThorough,
        IProgress<ConversionProgress>? progress,
        CancellationToken cancellationToken)
    {
        _options.Crosswalk?.EnsureRoom();
        var crosswalk = _options.Crosswalk is null ? null : new CrosswalkEntries();
        var match = _options.CaseData?.Find(slide);
        var record = match is { } found ? _options.CaseData!.GetRecord(found) : null;
        var identifiers = new SlideIdentifiers(slide, _options.Key, record);
        using var staging = StagingFolder.Create(outputDirectory, identifiers.SlidePseudonym);
        var plan = new ConversionPlanner(slide, _options, staging.CreateSpool).Plan(isThorough, cancellationToken);
        List<string> notes = [.. SourceNotes.Of(slide), .. plan.Notes];
        OutgoingInstance Prepare(InstancePlan instance)
        {
            // Where case data took the place of the source's names, the source's texts still know those.
            var identified = IdentifiedDataset.Build(slide, identifiers, instance);
            var deidentified = _engine.Deidentify(identified, record is null ? null : instance.Source, crosswalk);
            var kept = _options.Originals?.Protect(identified, deidentified.Dataset, instance.TransferSyntax);
            return new OutgoingInstance(instance, deidentified.Dataset, deidentified.Report with { EncryptedOriginals = kept });
        }

        var files = new OutputPlanner(_options, Prepare, notes).Plan(plan.Instances);
        var meter = new ProgressMeter(files.Sum(file => file.FrameCount), progress);
        using var writer = new InstanceWriter(_options.Workers, meter.Add);
        var report = new ConversionReport(_options.Profile, notes, _options.CaseData is null ? null : match is not null);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (written, instance) in Write(writer, file, Prepare, staging.Path, cancellationToken))
            {
                report.Add(written, instance.Actions);
                RecordSource(crosswalk, instance.Plan, written);
            }
        }

        report.Save(Path.Combine(staging.Path, ConversionReport.FileName));
        writer.WaitForDisk();
        cancellationToken.ThrowIfCancellationRequested();
        staging.Deliver();
        if (crosswalk is not null)
        {
            crosswalk.Add(CrosswalkCategory.Source, CrosswalkKinds.SlidePath, slide.Files[0], identifiers.SlidePseudonym);
            _options.Crosswalk!.Add(crosswalk);
        }

        return report.ToResult(identifiers.SlidePseudonym, Path.Combine(outputDirectory, identifiers.SlidePseudonym));
    }

    private static void RecordSource(CrosswalkEntries? crosswalk, InstancePlan plan, ConvertedInstance written)
    {
        if (plan.Source is { } source && source.TryGetSingleValue<string>(DicomTag.SOPInstanceUID, out var uid))
        {
            crosswalk?.Add(
                CrosswalkCategory.Source, CrosswalkKinds.ConvertedSOPInstanceUID, uid, written.SOPInstanceUID);
        }
    }

    private static IReadOnlyList<(ConvertedInstance Written, OutgoingInstance Instance)> Write(
        InstanceWriter writer,
        OutputFile file,
        Func<InstancePlan, OutgoingInstance> prepare,
        string folder,
        CancellationToken cancellationToken)
    {
        string GetPath(InstancePlan instance) => Path.Combine(folder, instance.FileName);
        if (file.Parts.Count > 1)
        {
            return writer.WriteParts(file.Parts, prepare, GetPath, cancellationToken);
        }

        var instance = prepare(file.Parts[0]);
        return [(writer.Write(GetPath(instance.Plan), instance, file.Tiff, cancellationToken), instance)];
    }
}
