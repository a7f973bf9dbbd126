namespace ShadowGen.Shared.Model;

/// <summary>Weighted least squares of a value on a few columns that have mean 0. A column that the ones before it tell already is left out.</summary>
/// <param name="rows">One for each value; all of one length.</param>
/// <param name="weights">Of the rows.</param>
internal sealed class NormalEquations(IReadOnlyList<double[]> rows, double[] weights)
{
    /// <summary>Share of a column's squares that the others must leave.</summary>
    private const double LeastLeft = 1e-6;

    /// <summary>The least sum of squares at all.</summary>
    private const double LeastSquares = 1e-9;

    public Solution? Solve(double[] values)
    {
        var count = rows.Count == 0 ? 0 : rows[0].Length;
        var used = new List<int>();
        double[,]? inverse = null;
        for (var column = 0; column < count; column++)
        {
            var own = Product(column, column);
            if (own < LeastSquares) continue;
            used.Add(column);
            if (Invert(used, own) is { } found) inverse = found;
            else used.RemoveAt(used.Count - 1);
        }
        if (inverse is null) return null;
        var right = used.Select(column => Enumerable.Range(0, rows.Count).Sum(i => weights[i] * rows[i][column] * values[i])).ToArray();
        var coefficients = Enumerable.Range(0, used.Count).Select(i => Enumerable.Range(0, used.Count).Sum(j => inverse[i, j] * right[j])).ToArray();
        return new(used, inverse, coefficients);
    }

    private double Product(int left, int right)
    {
        double sum = 0;
        for (var i = 0; i < rows.Count; i++) sum += weights[i] * rows[i][left] * rows[i][right];
        return sum;
    }

    // Gauss and Jordan; the matrix is positive definite, so that no rows have to change places. Null where the last column has nothing of its own.
    private double[,]? Invert(List<int> used, double own)
    {
        var size = used.Count;
        var matrix = new double[size, size];
        var inverse = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) matrix[i, j] = Product(used[i], used[j]);
            inverse[i, i] = 1;
        }
        for (var pivot = 0; pivot < size; pivot++)
        {
            var value = matrix[pivot, pivot];
            if (value < LeastSquares || (pivot == size - 1 && value < LeastLeft * own)) return null;
            for (var j = 0; j < size; j++)
            {
                matrix[pivot, j] /= value;
                inverse[pivot, j] /= value;
            }
            for (var i = 0; i < size; i++)
            {
                if (i == pivot) continue;
                var factor = matrix[i, pivot];
                for (var j = 0; j < size; j++)
                {
                    matrix[i, j] -= factor * matrix[pivot, j];
                    inverse[i, j] -= factor * inverse[pivot, j];
                }
            }
        }
        return inverse;
    }

    /// <summary>Coefficients of the columns that are used, and the inverse of their weighted products.</summary>
    internal sealed class Solution(List<int> used, double[,] inverse, double[] coefficients)
    {
        public int Used => used.Count;

        public bool IsUsed(int column) => used.Contains(column);

        public double Coefficient(int column) => coefficients[used.IndexOf(column)];

        /// <summary>The diagonal element of a column.</summary>
        public double Inverse(int column) => inverse[used.IndexOf(column), used.IndexOf(column)];

        /// <summary>How much a column's coefficient moves with the value of a row, for each unit of the row's weight.</summary>
        public double Lever(int column, double[] row)
        {
            var place = used.IndexOf(column);
            double sum = 0;
            for (var j = 0; j < used.Count; j++) sum += inverse[place, j] * row[used[j]];
            return sum;
        }

        public double Foretell(double[] row)
        {
            double sum = 0;
            for (var j = 0; j < used.Count; j++) sum += coefficients[j] * row[used[j]];
            return sum;
        }
    }
}
