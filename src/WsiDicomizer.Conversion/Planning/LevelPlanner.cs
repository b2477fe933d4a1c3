using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Pyramid;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Plans one VOLUME instance per level of an area.</summary>
internal sealed class LevelPlanner
{
    private readonly SlideArea _area;
    private readonly int _areaIndex;
    private readonly string _namePrefix;
    private readonly SlideGeometry _geometry;
    private readonly ColorProfiles _profiles;
    private readonly LevelFramesFactory _factory;
    private readonly SourceInstance _source;

    public LevelPlanner(
        Slide slide,
        int areaIndex,
        string namePrefix,
        SlideGeometry geometry,
        ColorProfiles profiles,
        LevelFramesFactory factory,
        SourceInstance source)
    {
        _namePrefix = namePrefix;
        _source = source;
        _area = slide.Areas[areaIndex];
        _areaIndex = areaIndex;
        _geometry = geometry;
        _profiles = profiles;
        _factory = factory;
    }

    /// <summary>Plans all levels, largest first.</summary>
    /// <param name="isThorough">Whether to read all tiles whole.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public IEnumerable<InstancePlan> Plan(bool isThorough, CancellationToken cancellationToken)
    {
        LevelFrames? larger = null;
        var levels = new List<LevelFrames>();
        foreach (var level in _area.Levels)
        {
            if (_factory.Create(level, larger, isThorough, cancellationToken) is { } frames)
            {
                larger = frames;
                levels.Add(frames);
            }
        }

        var all = _factory.AddMissing(levels, isThorough, cancellationToken);
        return all.Select((frames, index) => _source.Apply(
            Plan(frames, all.Count > levels.Count ? index : frames.Level.Index), frames.Level is ComputedLevel ? levels[0].Level : frames.Level));
    }

    // Where levels were added, they are counted anew.
    private InstancePlan Plan(LevelFrames frames, int index)
    {
        var level = frames.Level;
        return new InstancePlan
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"{_namePrefix}volume-{index}.dcm"),
            AreaIndex = _areaIndex,
            FocalPlane = _area.FocalPlane,
            OpticalPath = _area.OpticalPath,
            Role = ImageRole.Volume,
            InstanceNumber = index + 1,
            IsDerived = index > 0 || frames.Source.Handling == FrameHandling.Reencoded,
            IsResampled = index > 0,
            Size = level.Size,
            FrameSize = level.TileSize,
            TransferSyntax = frames.TransferSyntax,
            PhotometricInterpretation = frames.Facts.PhotometricInterpretation,
            SamplesPerPixel = frames.Facts.SamplesPerPixel,
            BitsPerSample = frames.Facts.BitsPerSample,
            AddsLoss = frames.Source.Handling == FrameHandling.Reencoded
                || (frames.Source.Handling == FrameHandling.Computed && !frames.Facts.IsReversible),
            Loss = frames.Loss,
            Spacing = _geometry.GetSpacing(level.Size),
            ImagedVolume = _geometry.ImagedVolume,
            LabelSide = _geometry.LabelSide,
            Origin = _geometry.Origin,
            IccProfile = frames.Facts.SamplesPerPixel == 1 ? ReadOnlyMemory<byte>.Empty : _profiles.Volume,
            Frames = frames.Source,
        };
    }
}
