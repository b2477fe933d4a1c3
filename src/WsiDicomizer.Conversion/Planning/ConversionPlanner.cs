using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Decides which instances a slide becomes: one per level, then thumbnail, overview and label as the profile says.</summary>
internal sealed class ConversionPlanner
{
    private readonly Slide _slide;
    private readonly ConversionOptions _options;
    private readonly Func<FrameSpool> _createSpool;
    private readonly SourceInstance _source;
    private readonly List<string> _notes = [];

    /// <summary>Creates the planner.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="options">How slides are converted.</param>
    /// <param name="createSpool">Makes temporary files for frames that are encoded anew.</param>
    public ConversionPlanner(Slide slide, ConversionOptions options, Func<FrameSpool> createSpool)
    {
        _createSpool = createSpool;
        _slide = slide;
        _options = options;
        _source = new SourceInstance(slide, options);
    }

    /// <summary>Plans the conversion. Reads the headers of all tiles, so that every frame's length is known.</summary>
    /// <param name="isThorough">Whether to read all tiles whole, see <see cref="TileFrameIndex"/>.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="ConversionException">The slide cannot become DICOM, or lacks what nobody told.</exception>
    /// <exception cref="SlideFormatException">The slide is damaged.</exception>
    public ConversionPlan Plan(bool isThorough, CancellationToken cancellationToken)
    {
        RequireReadable();
        var names = AreaNames.Of(_slide.Areas);
        if (_options.DualTiff && _slide.Areas.Count > 1)
        {
            throw new ConversionException(
                $"the slide has {names.Summary}, each a pyramid of its own: files that are a TIFF as well (--dual-tiff) hold one");
        }

        var geometries = _slide.Areas.Select(area => new SlideGeometry(
            area.Levels[0].Size,
            GetBaseSpacing(area),
            area.Metadata.LabelSide ?? LabelSide.Right,
            area.Position,
            area.Metadata.CentreOffset)).ToList();
        if (geometries.Count > 1)
        {
            _notes.Add($"the slide has {names.Summary}: each is a series of its own");
        }

        NoteWhatIsNotSaid();

        var profiles = ColorProfiles.Of(_slide);
        if (profiles.Note is { } note)
        {
            _notes.Add(note);
        }

        List<InstancePlan> instances = [];
        for (var area = 0; area < geometries.Count; area++)
        {
            var factory = new LevelFramesFactory(_options, _createSpool, _notes);
            instances.AddRange(new LevelPlanner(_slide, area, names.GetPrefix(area), geometries[area], profiles, factory, _source)
                .Plan(isThorough, cancellationToken));
        }

        AddAssociated(instances, new AssociatedImagePlanner(geometries[0], profiles));

        // Every area may have said the same of its levels.
        return new ConversionPlan(instances, [.. _notes.Distinct(StringComparer.Ordinal)]);
    }

    private void NoteWhatIsNotSaid()
    {
        if (_slide.Areas.Any(area => area.FocalPlane is { OffsetMicrometres: null }))
        {
            _notes.Add("the slide does not say how far its focal planes are from each other: no Z offset is stated");
        }

        if (_slide.Areas.Any(area => area.OpticalPath is { IsFluorescence: true, ExcitationNanometres: null }))
        {
            _notes.Add("the slide does not say the wavelength that excites its fluorescence: the full spectrum is stated");
        }
    }

    /// <summary>A slide that can be inspected but not drawn is refused before anything is written.</summary>
    private void RequireReadable()
    {
        foreach (var level in _slide.Areas.SelectMany(area => area.Levels))
        {
            if (level.UnreadableReason is { } reason)
            {
                throw new SlideFormatException(
                    SlideProblem.Unsupported,
                    string.Create(CultureInfo.InvariantCulture, $"level {level.Index} ({level.Location}): {reason}"),
                    _slide.Files[level.SourceFileIndex]);
            }
        }
    }

    private PixelSpacing GetBaseSpacing(SlideArea area)
    {
        if (_options.SpacingOverride is { } given)
        {
            var note = area.Metadata.Spacing is null
                ? "the pixel spacing was given with --mpp; the slide does not say one"
                : "the pixel spacing was given with --mpp and takes the place of the slide's";
            if (!_notes.Contains(note))
            {
                _notes.Add(note);
            }

            return given;
        }

        var spacing = area.Metadata.Spacing ?? area.Levels[0].Spacing;
        return spacing is { XMicrometres: > 0 and < 1000, YMicrometres: > 0 and < 1000 } known
            ? known
            : throw new ConversionException(
                "the slide does not say its pixel size: give it in micrometres per pixel with --mpp, e.g. --mpp 0.25");
    }

    private void AddAssociated(List<InstancePlan> instances, AssociatedImagePlanner planner)
    {
        var policy = _options.Profile.Images;

        // The numbers do not depend on what the profile drops, so that outputs of two profiles can be compared.
        var number = Math.Max(_slide.Levels.Count, instances.Max(instance => instance.InstanceNumber));
        var overviews = new OverviewPolicy(policy.Overview, _options.LabelArea);
        foreach (var (role, disposition) in new[]
        {
            (ImageRole.Thumbnail, policy.Thumbnail),
            (ImageRole.Overview, policy.Overview),
            (ImageRole.Label, policy.Label),
        })
        {
            number++;
            var images = _slide.AssociatedImages.Where(image => GetRole(image.Kind) == role).ToList();
            if (images.Count == 0)
            {
                continue;
            }

            PictureMask? FindMask(AssociatedImage image) => role == ImageRole.Overview ? overviews.FindMask(image) : null;
            var dropped = images.RemoveAll(image => !disposition.Keeps(_source.ShowsLabel(image)) && FindMask(image) is null);
            if (dropped > 0)
            {
                _notes.Add(role == ImageRole.Overview
                    ? overviews.DescribeDropped(dropped, role.ToTerm())
                    : string.Create(CultureInfo.InvariantCulture, $"{dropped} {role.ToTerm()} image(s) dropped by the profile"));
            }

            images.RemoveAll(image => role == ImageRole.Thumbnail && TakesALevelsPlace(image, instances));
            if (images.Count == 0)
            {
                continue;
            }

            if (images.Count > 1)
            {
                _notes.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{images.Count - 1} further {role.ToTerm()} image(s) left out: readers take one"));
            }

            var plan = planner.Plan(images[0], role, number, FindMask(images[0]));
            if (plan.Mask is { } mask)
            {
                _notes.Add(mask.Describe(plan.FileName));
            }

            instances.Add(_source.Apply(plan, images[0]));
        }
    }

    // dicom-microscopy-viewer puts thumbnails among the levels: it throws at two of one size, and at colour beside grey. What is
    // DICOM already keeps what it had.
    private bool TakesALevelsPlace(AssociatedImage image, List<InstancePlan> instances)
    {
        if (instances.FirstOrDefault(level => level.AreaIndex == 0) is not { Role: ImageRole.Volume, Source: null } first)
        {
            return false;
        }

        var reason = instances.Any(level => level.AreaIndex == 0 && level.Size == image.Size) ? "as large as a level"
            : image.Encoding.SamplesPerPixel != first.SamplesPerPixel ? "in colour beside levels of grey, or the other way round"
            : null;
        if (reason is not null)
        {
            _notes.Add($"the thumbnail is left out: it is {reason}, which viewers do not open");
        }

        return reason is not null;
    }

    private static ImageRole GetRole(AssociatedImageKind kind) => kind switch
    {
        AssociatedImageKind.Thumbnail => ImageRole.Thumbnail,
        AssociatedImageKind.Label => ImageRole.Label,
        _ => ImageRole.Overview,
    };
}
