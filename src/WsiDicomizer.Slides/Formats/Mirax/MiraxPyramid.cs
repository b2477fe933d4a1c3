using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Where the stored pictures of each level belong; formats.md 4.5, as OpenSlide 3.4.1 has it.</summary>
internal sealed class MiraxPyramid
{
    private readonly Bits _active;

    private MiraxPyramid(MiraxStructure structure, MiraxPositions positions, IReadOnlyList<MiraxPyramidLevel> levels)
    {
        Structure = structure;
        Positions = positions;
        Levels = levels;
        _active = FindActive();
    }

    /// <summary>What Slidedat.ini says.</summary>
    public MiraxStructure Structure { get; }

    /// <summary>Where the camera stood.</summary>
    public MiraxPositions Positions { get; }

    /// <summary>The levels that have pictures, largest first; the first is that of the slide.</summary>
    public IReadOnlyList<MiraxPyramidLevel> Levels { get; }

    /// <summary>Whether pictures lie side by side on a grid: there is neither overlap nor jitter.</summary>
    public bool IsGrid { get; private init; }

    /// <summary>Reads the tables of all levels.</summary>
    /// <param name="structure">What Slidedat.ini says.</param>
    /// <param name="index">The index.</param>
    /// <param name="positions">Where the camera stood.</param>
    /// <param name="dataFiles">The data files.</param>
    /// <exception cref="SlideFormatException">The index is damaged, or the first level has no picture.</exception>
    public static MiraxPyramid Read(
        MiraxStructure structure, MiraxIndex index, MiraxPositions positions, IReadOnlyList<SlideFile> dataFiles)
    {
        var isSubdivided = positions.AreMeasured || structure.Levels[0].OverlapX != 0 || structure.Levels[0].OverlapY != 0;
        var canvas = (
            Width: CanvasLength(structure.ImageColumns, structure.Divisions, structure.Levels[0].PictureSize.Width, structure.Levels[0].OverlapX),
            Height: CanvasLength(structure.ImageRows, structure.Divisions, structure.Levels[0].PictureSize.Height, structure.Levels[0].OverlapY));
        List<MiraxPyramidLevel> levels = [];
        var exponent = 0;
        for (var level = 0; level < structure.Levels.Count; level++)
        {
            var section = structure.Levels[level];
            exponent += section.ConcatFactor;
            if (exponent > 30)
            {
                throw structure.Ini.Damaged(
                    structure.Ini.Get(section.Section, "IMAGE_CONCAT_FACTOR"), "brings the factors of the levels to more than 30");
            }

            var concat = 1 << exponent;
            var size = RequireSize(structure, section, canvas.Width >> exponent, canvas.Height >> exponent);
            var pictures = MiraxPictureTable.Read(structure, index, level, concat, dataFiles);
            if (pictures.Count > 0)
            {
                levels.Add(new MiraxPyramidLevel(level, section, concat, isSubdivided ? Math.Max(1, concat / structure.Divisions) : 1, size, pictures));
            }
            else if (level == 0)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged, "the index lists no picture of the largest level", structure.Ini.Path);
            }
        }

        return new MiraxPyramid(structure, positions, levels)
        {
            IsGrid = !isSubdivided || (structure.Levels[0].OverlapX == 0 && structure.Levels[0].OverlapY == 0
                && HasNoJitter(structure, positions, levels[0])),
        };
    }

    /// <summary>Whether the photograph of a position is there on the largest level.</summary>
    /// <param name="column">Of the position, 0-based.</param>
    /// <param name="row">Of the position, 0-based.</param>
    public bool IsActive(int column, int row) =>
        column < Positions.Columns && row < Positions.Rows && _active[((long)row * Positions.Columns) + column];

    /// <summary>Every piece of a level's pictures, in the order in which it is drawn, first below.</summary>
    /// <param name="level">The level.</param>
    public List<MiraxPlacement> Place(MiraxPyramidLevel level)
    {
        List<MiraxPlacement> placements = [];
        var divisions = Structure.Divisions;
        for (var picture = 0; picture < level.Pictures.Count; picture++)
        {
            var (left, top) = (level.Pictures[picture].Column, level.Pictures[picture].Row);
            for (var y = 0; y < level.PiecesPerSide && top + (y * divisions) < Structure.ImageRows; y++)
            {
                for (var x = 0; x < level.PiecesPerSide && left + (x * divisions) < Structure.ImageColumns; x++)
                {
                    var column = left + (x * divisions);
                    var row = top + (y * divisions);
                    if (IsShown(level, column, row))
                    {
                        placements.Add(new MiraxPlacement(picture, column, row, x, y));
                    }
                }
            }
        }

        // Rows of the grid, then columns: what comes later covers what is there.
        placements.Sort((left, right) => (left.Row, left.Column).CompareTo((right.Row, right.Column)));
        return placements;
    }

    /// <summary>The left and upper edge of a piece, in pixels of its level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="placement">The piece.</param>
    public (double X, double Y) Locate(MiraxPyramidLevel level, MiraxPlacement placement)
    {
        var size = Structure.Levels[0].PictureSize;
        var (column, x) = Math.DivRem(placement.Column, Structure.Divisions);
        var (row, y) = Math.DivRem(placement.Row, Structure.Divisions);
        var (left, top) = Positions[column, row];
        return ((double)(left + ((long)size.Width * x)) / level.Concat, (double)(top + ((long)size.Height * y)) / level.Concat);
    }

    private static long CanvasLength(int images, int divisions, int length, double overlap)
    {
        // Each photograph but the last is shorter by what it shares with the next; whole pixels, as in OpenSlide.
        var shortened = (images - 1) / divisions;
        return ((long)(images - shortened) * length) + (shortened * (long)(length - overlap));
    }

    private static PixelSize RequireSize(MiraxStructure structure, MiraxLevelSection section, long width, long height) =>
        width is >= 1 and <= int.MaxValue && height is >= 1 and <= int.MaxValue
            ? new PixelSize((int)width, (int)height)
            : throw new SlideFormatException(
                SlideProblem.Damaged,
                $"[{section.Section}]: the level would have {width} columns and {height} rows; expected 1 to 2147483647",
                structure.Ini.Path);

    private static bool HasNoJitter(MiraxStructure structure, MiraxPositions positions, MiraxPyramidLevel level)
    {
        var width = (long)structure.Levels[0].PictureSize.Width * structure.Divisions;
        var height = (long)structure.Levels[0].PictureSize.Height * structure.Divisions;
        for (var picture = 0; picture < level.Pictures.Count; picture++)
        {
            var column = level.Pictures[picture].Column / structure.Divisions;
            var row = level.Pictures[picture].Row / structure.Divisions;
            if (column >= positions.Columns || row >= positions.Rows || positions[column, row] != (column * width, row * height))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsShown(MiraxPyramidLevel level, int column, int row)
    {
        var positions = Math.Max(1, level.Concat / Structure.Divisions / level.PiecesPerSide);
        var (firstColumn, firstRow) = (column / Structure.Divisions, row / Structure.Divisions);
        if (firstColumn >= Positions.Columns || firstRow >= Positions.Rows)
        {
            return false;
        }

        if (level.Index == 0)
        {
            return IsActive(firstColumn, firstRow);
        }

        for (var y = firstRow; y < Math.Min(firstRow + positions, Positions.Rows); y++)
        {
            for (var x = firstColumn; x < Math.Min(firstColumn + positions, Positions.Columns); x++)
            {
                if (IsActive(x, y))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A position of (0, 0) that is not the first was never used: formats.md 4.4.
    private Bits FindActive()
    {
        var active = new Bits((long)Positions.Columns * Positions.Rows);
        var level = Levels[0];
        for (var picture = 0; picture < level.Pictures.Count; picture++)
        {
            var (left, top) = (level.Pictures[picture].Column, level.Pictures[picture].Row);
            var lastColumn = Math.Min((left / Structure.Divisions) + level.PiecesPerSide, Positions.Columns);
            var lastRow = Math.Min((top / Structure.Divisions) + level.PiecesPerSide, Positions.Rows);
            for (var row = top / Structure.Divisions; row < lastRow; row++)
            {
                for (var column = left / Structure.Divisions; column < lastColumn; column++)
                {
                    if (Positions[column, row] != (0L, 0L) || (column == 0 && row == 0))
                    {
                        active[((long)row * Positions.Columns) + column] = true;
                    }
                }
            }
        }

        return active;
    }

    private sealed class Bits(long count)
    {
        private readonly ulong[] _words = new ulong[(count + 63) / 64];

        public bool this[long index]
        {
            get => (_words[index / 64] & (1UL << (int)(index % 64))) != 0;
            set => _words[index / 64] |= value ? 1UL << (int)(index % 64) : 0;
        }
    }
}

/// <summary>A level of the pyramid.</summary>
/// <param name="Index">As Slidedat.ini counts them, 0-based.</param>
/// <param name="Section">Its section.</param>
/// <param name="Concat">How many pictures of the camera a stored picture has on each side.</param>
/// <param name="PiecesPerSide">Into how many pieces a picture is cut on each side, since its photographs lie elsewhere than side by side.</param>
/// <param name="CanvasSize">The size that Slidedat.ini gives the level, scanned or not.</param>
/// <param name="Pictures">Its pictures, at least one.</param>
internal sealed record MiraxPyramidLevel(
    int Index, MiraxLevelSection Section, int Concat, int PiecesPerSide, PixelSize CanvasSize, MiraxPictureTable Pictures)
{
    /// <summary>Columns of a piece; a fraction where the picture does not divide evenly.</summary>
    public double PieceWidth => (double)Section.PictureSize.Width / PiecesPerSide;

    /// <summary>Rows of a piece.</summary>
    public double PieceHeight => (double)Section.PictureSize.Height / PiecesPerSide;
}

/// <summary>A piece of a stored picture, to be drawn.</summary>
/// <param name="Picture">Which picture of the level's table.</param>
/// <param name="Column">Its column, in pictures of the camera.</param>
/// <param name="Row">Its row, in pictures of the camera.</param>
/// <param name="PieceX">Which piece of the picture, across.</param>
/// <param name="PieceY">Which piece of the picture, down.</param>
internal readonly record struct MiraxPlacement(int Picture, int Column, int Row, int PieceX, int PieceY);
