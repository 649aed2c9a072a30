package io.parkapp.lots;

import java.util.List;

record OperatorList(List<Operator> items) {}
