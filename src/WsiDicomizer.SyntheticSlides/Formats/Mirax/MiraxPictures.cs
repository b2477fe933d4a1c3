using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>Makes the pictures of all levels: each is four of the level before, joined and halved, seams and all.</summary>
internal sealed class MiraxPictures
{
    private static readonly Rgb White = new(255, 255, 255);

    private readonly MiraxPlan _plan;
    private readonly MiraxScene _scene;
    private readonly ITileEncoder _encoder;
    private readonly Action<int, int, byte[]> _write;

    /// <summary>Prepares to make them.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="encoder">Encodes a picture.</param>
    /// <param name="write">Takes a picture: its level, its number (row × pictures of the camera across + column), its stream.</param>
    public MiraxPictures(MiraxPlan plan, ITileEncoder encoder, Action<int, int, byte[]> write)
    {
        _plan = plan;
        _encoder = encoder;
        _write = write;
        _scene = new MiraxScene(plan.Options.Seed, plan.PositionColumns * plan.PhotoWidth, plan.PositionRows * plan.PhotoHeight);
    }

    /// <summary>Makes every picture, those of a level in the order in which they are needed.</summary>
    public void Make(CancellationToken cancellationToken)
    {
        var top = _plan.Traits.FirstConcat + _plan.Levels - 1;
        for (var row = 0; row < _plan.ImageRows; row += 1 << top)
        {
            for (var column = 0; column < _plan.ImageColumns; column += 1 << top)
            {
                Make(top, column, row, cancellationToken);
            }
        }
    }

    private Canvas? Make(int joined, int column, int row, CancellationToken cancellationToken)
    {
        if (column >= _plan.ImageColumns || row >= _plan.ImageRows)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var picture = joined == 0 ? Photograph(column, row) : Join(joined, column, row, cancellationToken);
        if (picture is not null && joined >= _plan.Traits.FirstConcat)
        {
            _write(joined - _plan.Traits.FirstConcat, (row * _plan.ImageColumns) + column, _encoder.Encode(picture));
        }

        return picture;
    }

    private Canvas? Photograph(int column, int row)
    {
        var (photoColumn, x) = Math.DivRem(column, _plan.Traits.Divisions);
        var (photoRow, y) = Math.DivRem(row, _plan.Traits.Divisions);
        if (!_plan.IsTaken(photoColumn, photoRow))
        {
            return null;
        }

        var (left, top) = _plan.Positions[(photoRow * _plan.PositionColumns) + photoColumn];
        return _scene.Photograph(
            left + (x * _plan.Traits.PictureWidth), top + (y * _plan.Traits.PictureHeight), _plan.Traits.PictureWidth, _plan.Traits.PictureHeight);
    }

    private Canvas? Join(int joined, int column, int row, CancellationToken cancellationToken)
    {
        var step = 1 << (joined - 1);
        Canvas?[] parts =
        [
            Make(joined - 1, column, row, cancellationToken),
            Make(joined - 1, column + step, row, cancellationToken),
            Make(joined - 1, column, row + step, cancellationToken),
            Make(joined - 1, column + step, row + step, cancellationToken),
        ];
        if (parts.All(part => part is null))
        {
            return null;
        }

        var canvas = new Canvas(_plan.Traits.PictureWidth, _plan.Traits.PictureHeight);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, White);
        for (var part = 0; part < parts.Length; part++)
        {
            if (parts[part] is { } source)
            {
                Halve(source, canvas, (part % 2) * canvas.Width / 2, (part / 2) * canvas.Height / 2);
            }
        }

        return canvas;
    }

    private static void Halve(Canvas source, Canvas target, int left, int top)
    {
        for (var y = 0; y < source.Height / 2; y++)
        {
            var upper = source.Rows(2 * y, 1);
            var lower = source.Rows((2 * y) + 1, 1);
            var to = target.Pixels.AsSpan(3 * (((top + y) * target.Width) + left));
            for (var x = 0; x < source.Width / 2; x++)
            {
                for (var sample = 0; sample < 3; sample++)
                {
                    var at = (6 * x) + sample;
                    to[(3 * x) + sample] = (byte)((upper[at] + upper[at + 3] + lower[at] + lower[at + 3] + 2) / 4);
                }
            }
        }
    }
}
