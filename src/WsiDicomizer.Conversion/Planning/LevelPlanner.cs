using System.Globalization;
using WsiDicomizer.Conversion.Frames;
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
        foreach (var level in _area.Levels)
        {
            if (_factory.Create(level, larger, isThorough, cancellationToken) is { } frames)
            {
                larger = frames;
                yield return _source.Apply(Plan(frames), level);
            }
        }
    }

    private InstancePlan Plan(LevelFrames frames)
    {
        var level = frames.Level;
        return new InstancePlan
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"{_namePrefix}volume-{level.Index}.dcm"),
            AreaIndex = _areaIndex,
            Position = _area.Position,
            FocalPlane = _area.FocalPlane,
            OpticalPath = _area.OpticalPath,
            Role = ImageRole.Volume,
            InstanceNumber = level.Index + 1,
            IsDerived = level.Index > 0 || frames.Source.Handling == FrameHandling.Reencoded,
            IsResampled = level.Index > 0,
            Size = level.Size,
            FrameSize = level.TileSize,
            TransferSyntax = frames.TransferSyntax,
            PhotometricInterpretation = frames.Facts.PhotometricInterpretation,
            SamplesPerPixel = frames.Facts.SamplesPerPixel,
            BitsPerSample = frames.Facts.BitsPerSample,
            Loss = frames.Loss,
            Spacing = _geometry.GetSpacing(level.Size),
            ImagedVolume = _geometry.ImagedVolume,
            Origin = _geometry.Origin,
            IccProfile = frames.Facts.SamplesPerPixel == 1 ? ReadOnlyMemory<byte>.Empty : _profiles.Volume,
            Frames = frames.Source,
        };
    }
}
