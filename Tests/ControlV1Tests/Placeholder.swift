import ControlV1
